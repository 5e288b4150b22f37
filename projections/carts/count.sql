-- How many carts `list` has in all.
-- Parameters, each may be NULL: :site; :customer; :untouched_since, for carts with something in them
-- that nobody touched since then.
-- as-of: everything
SELECT count(*) FROM documents
WHERE (:site IS NULL OR site = :site)
  AND (:customer IS NULL OR customer = :customer)
  AND (:untouched_since IS NULL OR (updated_at <= :untouched_since AND lines <> '[]'));
