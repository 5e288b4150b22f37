-- How many customers `list` has in all.
-- Parameters, each may be NULL: :site; :registered and :enabled, 'yes' or 'no'; :search, see
-- `common.sql`.
-- as-of: everything
SELECT count(*)
FROM customer_details
WHERE (:site IS NULL OR site = :site)
  AND (:registered IS NULL OR has_account = (:registered = 'yes'))
  AND (:enabled IS NULL OR :enabled = 'yes')
  AND (:search IS NULL OR customer IN (SELECT f.customer FROM found f));
