-- A page of the subscriptions, by list, the newest first.
-- Parameters, each may be NULL: :list; :customer; :limit; :offset.
-- as-of: everything
SELECT document FROM documents
WHERE (:list IS NULL OR list = :list)
  AND (:customer IS NULL OR customer = :customer)
ORDER BY list, subscribed_at DESC, contact DESC, customer DESC
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
