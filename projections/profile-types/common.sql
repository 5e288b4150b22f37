-- What queries of this folder have in common: it stands before each of them.

-- The types on offer as queries hand them out, the built-in one first.
WITH documents AS NOT MATERIALIZED (
  SELECT
    0 AS place,
    'customer' AS profile_type,
    json_object(
      'profile_type', 'customer',
      'label', NULL,
      'usages', json_array('billing', 'shipping'),
      'multiple', json('true'),
      'fields', json('[]')
    ) AS document
  UNION ALL
  SELECT
    1,
    profile_type,
    json_object(
      'profile_type', profile_type,
      'label', label,
      'usages', json(CASE
        WHEN billing AND shipping THEN '["billing","shipping"]'
        WHEN billing THEN '["billing"]'
        ELSE '["shipping"]'
      END),
      'multiple', json(iif(multiple, 'true', 'false')),
      'fields', json(COALESCE(fields, '[]'))
    )
  FROM profile_types
  WHERE NOT removed
)
