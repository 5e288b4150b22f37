-- A page of the open carts, the one touched last first.
-- Parameters, each may be NULL: :site; :customer; :untouched_since, for carts with something in them
-- that nobody touched since then; :limit; :offset.
-- as-of: everything
SELECT document FROM documents
WHERE (:site IS NULL OR site = :site)
  AND (:customer IS NULL OR customer = :customer)
  AND (:untouched_since IS NULL OR (updated_at <= :untouched_since AND lines <> '[]'))
ORDER BY updated_at DESC, cart DESC
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
