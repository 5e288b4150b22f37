-- An order goes out in one parcel more.
INSERT INTO order_profiles(
  "order", shipment, original, profile, revision, type, address, area, phone, fields, method, added
) VALUES (
  :order, :shipment, 0, :shipping$profile, :shipping$revision, :shipping$type, :shipping$address,
  :shipping$area, :shipping$phone, :shipping$fields, :method, 1
);
