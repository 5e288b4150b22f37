-- How many subscriptions `list` has in all.
-- Parameters, each may be NULL: :list; :customer.
-- as-of: everything
SELECT count(*) FROM documents
WHERE (:list IS NULL OR list = :list)
  AND (:customer IS NULL OR customer = :customer);
