-- How many claims `list` has in all.
-- Parameters: :now; and, each may be NULL: :customer; :status, also 'expired'.
-- as-of: everything
SELECT count(*) FROM documents
WHERE (:customer IS NULL OR customer = :customer) AND (:status IS NULL OR status = :status);
