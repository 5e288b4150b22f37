-- An order was placed, with full copies of its addresses.
INSERT INTO orders(
  "order", number, site, customer, status, placed_by, channel, currency, total, placed_at, email,
  original_email, adjustments, groups, cart, reference, metadata, buyer,
  placed_position
) VALUES (
  :order, :number, :site, :customer, 'placed', :actor, :channel, :currency, :total, :occurred_at,
  :email, :email, :adjustments, :groups, :cart, :reference, :metadata, :customer,
  :position
);

INSERT INTO order_lines("order", line, sku, title, quantity, unit_price, grants)
VALUES (
  :order, :lines$, :lines$sku, :lines$title, :lines$quantity, :lines$unit_price, :lines$grants
);

INSERT INTO order_profiles(
  "order", shipment, original, profile, revision, type, address, area, phone, fields
) VALUES (
  :order, 0, 0, :billing$profile, :billing$revision, :billing$type, :billing$address,
  :billing$area, :billing$phone, :billing$fields
);

INSERT INTO order_profiles(
  "order", shipment, original, profile, revision, type, address, area, phone, fields, method
) VALUES (
  :order, :shipments$shipment, 0, :shipments$shipping$profile, :shipments$shipping$revision,
  :shipments$shipping$type, :shipments$shipping$address, :shipments$shipping$area,
  :shipments$shipping$phone, :shipments$shipping$fields, :shipments$method
);

INSERT INTO order_number_words(rowid, number) VALUES (:order, :number);
