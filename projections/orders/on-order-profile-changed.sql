-- A copy of an address was corrected or replaced. What the order was placed with is set aside the first
-- time.
INSERT OR IGNORE INTO order_profiles(
  "order", shipment, original, profile, revision, type, address, area, phone, fields, method
)
SELECT "order", shipment, 1, profile, revision, type, address, area, phone, fields, method
FROM order_profiles
WHERE "order" = :order AND shipment = COALESCE(:shipment, 0) AND original = 0 AND NOT added;

UPDATE order_profiles SET
  (profile, revision, type, address, area, phone, fields) = (
    :copy$profile, :copy$revision, :copy$type, :copy$address, :copy$area, :copy$phone, :copy$fields
  )
WHERE "order" = :order AND shipment = COALESCE(:shipment, 0) AND original = 0;
