-- What queries of this folder have in common: it stands before each of them.

-- The groups as queries hand them out; `members` is how many.
WITH documents AS NOT MATERIALIZED (
  SELECT
    "group",
    json_object(
      'group', "group",
      'name', name,
      'discount_percent', discount_percent,
      'price_list', price_list,
      'metadata', json(COALESCE(metadata, '{}')),
      'members', members
    ) AS document
  FROM groups
)
