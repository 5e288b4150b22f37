-- A page of the orders, newest first.
-- Parameters, each may be NULL: :customer; :statuses, a JSON list; :site; :limit; :offset.
-- as-of: everything
WITH page AS (
  -- Two ways of finding them, of which one is empty: all, or by the index on customers.
  SELECT "order" FROM orders
  WHERE :customer IS NULL
    AND (:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses)))
    AND (:site IS NULL OR site = :site)
  UNION ALL
  SELECT "order" FROM orders
  WHERE customer = :customer
    AND (:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses)))
    AND (:site IS NULL OR site = :site)
  ORDER BY "order" DESC
  LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0)
)
SELECT json_object(
  'order', o."order",
  'number', o.number,
  'site', o.site,
  'customer', o.customer,
  'email', o.email,
  'status', o.status,
  'currency', o.currency,
  'total', o.total,
  'placed_at', o.placed_at
)
FROM page
JOIN orders o ON o."order" = page."order"
ORDER BY page."order" DESC;
