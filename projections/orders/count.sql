-- How many orders `list` has in all.
-- Parameters, each may be NULL: :customer; :statuses, a JSON list; :site.
-- as-of: everything
SELECT CASE
  -- An index alone has all that these two take, and the rows would be many.
  WHEN :statuses IS NULL AND :site IS NULL AND :customer IS NULL THEN
    (SELECT count(*) FROM orders)
  WHEN :statuses IS NULL AND :site IS NULL THEN
    (SELECT count(*) FROM orders WHERE customer = :customer)
  ELSE
    (
      SELECT count(*) FROM orders
      WHERE :customer IS NULL
        AND (:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses)))
        AND (:site IS NULL OR site = :site)
    ) + (
      SELECT count(*) FROM orders
      WHERE customer = :customer
        AND (:statuses IS NULL OR status IN (SELECT value FROM json_each(:statuses)))
        AND (:site IS NULL OR site = :site)
    )
END;
