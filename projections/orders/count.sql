-- How many orders `list` has in all.
-- Parameters, each may be NULL: :customer; :statuses, a JSON list; :site.
-- as-of: everything
SELECT
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
  );
