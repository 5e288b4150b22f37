-- A group changed: an absent field stays, null clears.
UPDATE groups SET
  name = iif(json_type(:data, '$.name') IS NULL, name, :name),
  discount_percent = iif(
    json_type(:data, '$.discount_percent') IS NULL, discount_percent, :discount_percent
  ),
  price_list = iif(json_type(:data, '$.price_list') IS NULL, price_list, :price_list),
  metadata = iif(json_type(:data, '$.metadata') IS NULL, metadata, :metadata)
WHERE "group" = :group;
