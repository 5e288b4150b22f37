-- How many claims `list` has in all.
-- Parameters: :now; and, each may be NULL: :customers, a JSON list; :status, also 'expired'.
-- as-of: everything
SELECT count(*) FROM documents
WHERE (:customers IS NULL OR customer IN (SELECT value FROM json_each(:customers)))
  AND (:status IS NULL OR status = :status);
