-- How many customers `list` has in all.
-- Parameters, each may be NULL: :site; :group; :registered and :enabled, 'yes' or 'no'; :search, see
-- `common.sql`.
-- as-of: everything
SELECT count(*)
FROM customer_details
WHERE NOT removed
  AND merged_into IS NULL
  AND (:site IS NULL OR site = :site)
  AND (
    :group IS NULL
    OR customer_details.customer IN (
      SELECT m.customer FROM group_members m
      WHERE m."group" = :group AND m.ended_at IS NULL AND NOT m.hidden
    )
  )
  AND (:registered IS NULL OR has_account = (:registered = 'yes'))
  AND (:enabled IS NULL OR enabled = (:enabled = 'yes'))
  AND (:search IS NULL OR customer IN (SELECT f.customer FROM found f));
