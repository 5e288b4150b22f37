-- An order was placed, with full copies of its addresses.
INSERT INTO orders(
  "order", number, site, customer, status, placed_by, channel, currency, total, placed_at, email,
  original_email, adjustments, groups, cart, reference, metadata, buyer
) VALUES (
  :order, :number, :site, :customer, 'placed', :actor, :channel, :currency, :total, :occurred_at,
  :email, :email, :adjustments, :groups, :cart, :reference, :metadata, :buyer
);

INSERT INTO order_lines("order", line, sku, title, quantity, unit_price, grants)
SELECT
  :order, key + 1, value ->> '$.sku', value ->> '$.title', value ->> '$.quantity',
  value ->> '$.unit_price', value -> '$.grants'
FROM json_each(:lines);

INSERT INTO order_profiles(
  "order", shipment, original, profile, revision, type, address, phone, fields
)
SELECT
  :order, 0, 0, :billing ->> '$.profile', :billing ->> '$.revision', :billing ->> '$.type',
  :billing -> '$.address', :billing ->> '$.phone', :billing -> '$.fields'
WHERE :billing IS NOT NULL;

INSERT INTO order_profiles(
  "order", shipment, original, profile, revision, type, address, phone, fields, method
)
SELECT
  :order, value ->> '$.shipment', 0, value ->> '$.shipping.profile', value ->> '$.shipping.revision',
  value ->> '$.shipping.type', value -> '$.shipping.address', value ->> '$.shipping.phone',
  value -> '$.shipping.fields', value ->> '$.method'
FROM json_each(:shipments);
