-- How many customers `list` has in all.
-- Parameters, each may be NULL: :site; :registered and :enabled, 'yes' or 'no'.
-- as-of: everything
SELECT count(*)
FROM customer_details
WHERE NOT removed
  AND merged_into IS NULL
  AND (:site IS NULL OR site = :site)
  AND (:registered IS NULL OR has_account = (:registered = 'yes'))
  AND (:enabled IS NULL OR enabled = (:enabled = 'yes'));
