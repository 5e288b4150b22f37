-- A page of the customers, by last name when no other order is asked for. Removed ones and those who
-- were merged into others are left out.
-- Parameters, each may be NULL: :site; :group; :registered and :enabled, 'yes' or 'no'; :sort, a key of
-- the result, or `-` and a key for the reverse; :search, see `common.sql`; :limit; :offset.
-- as-of: everything
WITH listed AS (
  SELECT
    c.customer,
    c.site,
    c.company,
    c.last_name,
    c.first_name,
    p.address ->> '$.country_code' AS country,
    p.address ->> '$.administrative_area' AS administrative_area,
    c.email,
    c.created_at,
    iif(c.enabled, 'true', 'false') AS enabled,
    iif(c.has_account, 'true', 'false') AS has_account
  FROM customer_details c
  LEFT JOIN default_profiles d ON d.customer = c.customer AND d.usage = 'billing'
  LEFT JOIN profiles p ON p.profile = d.profile
  WHERE NOT c.removed
    AND c.merged_into IS NULL
    AND (:site IS NULL OR c.site = :site)
    AND (
      :group IS NULL
      OR c.customer IN (
        SELECT m.customer FROM group_members m
        WHERE m."group" = :group AND m.ended_at IS NULL AND NOT m.hidden
      )
    )
    AND (:registered IS NULL OR c.has_account = (:registered = 'yes'))
    AND (:enabled IS NULL OR c.enabled = (:enabled = 'yes'))
    AND (:search IS NULL OR c.customer IN (SELECT f.customer FROM found f))
),
keyed AS (
  SELECT *,
    :sort LIKE '-%' AS is_reversed,
    CASE ltrim(COALESCE(:sort, 'last_name'), '-')
      WHEN 'customer' THEN customer
      WHEN 'site' THEN site
      WHEN 'company' THEN company
      WHEN 'last_name' THEN last_name
      WHEN 'first_name' THEN first_name
      WHEN 'country' THEN country
      WHEN 'administrative_area' THEN administrative_area
      WHEN 'email' THEN email
      WHEN 'created_at' THEN created_at
      WHEN 'enabled' THEN enabled
      WHEN 'has_account' THEN has_account
    END AS key
  FROM listed
)
SELECT json_object(
  'customer', customer,
  'site', site,
  'company', company,
  'last_name', last_name,
  'first_name', first_name,
  'country', country,
  'administrative_area', administrative_area,
  'email', email,
  'created_at', created_at,
  'enabled', json(enabled),
  'has_account', json(has_account)
)
FROM keyed
ORDER BY
  key IS NULL,
  iif(is_reversed, NULL, key) COLLATE NOCASE,
  iif(is_reversed, key, NULL) COLLATE NOCASE DESC,
  last_name COLLATE NOCASE NULLS LAST,
  first_name COLLATE NOCASE NULLS LAST,
  customer
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
