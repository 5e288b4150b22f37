-- A group changed: an absent field stays, null clears.
UPDATE groups SET
  name = iif(json_type(:data, '$.name') IS NULL, name, :name),
  discount_percent = iif(
    json_type(:data, '$.discount_percent') IS NULL, discount_percent, :discount_percent
  ),
  price_list = iif(json_type(:data, '$.price_list') IS NULL, price_list, :price_list),
  metadata = iif(json_type(:data, '$.metadata') IS NULL, metadata, :metadata)
WHERE "group" = :group;

INSERT INTO group_terms("group", created, position, since, discount_percent, price_list)
SELECT
  g."group",
  (SELECT max(t.created) FROM group_terms t WHERE t."group" = g."group"),
  :position,
  :occurred_at,
  g.discount_percent,
  g.price_list
FROM groups g
WHERE g."group" = :group;
