-- One order with its lines and the copies of addresses it keeps; `original` is as it was placed.
-- Parameters: :order; :buyer, the customer's own details when it was placed, a JSON object.
-- as-of: order:{order} profile:{profiles}, where `orders/profiles` gives the profiles.
WITH shipped AS (
  SELECT
    c.original,
    c.shipment,
    c.added,
    json_object(
      'shipment', c.shipment, 'method', c.method, 'shipping', json(c.document)
    ) AS document
  FROM copies c
  WHERE c."order" = :order AND c.shipment > 0
)
SELECT json_object(
  'order', o."order",
  'number', o.number,
  'site', o.site,
  'customer', o.customer,
  'email', o.email,
  'status', o.status,
  'placed_by', o.placed_by,
  'channel', o.channel,
  'currency', o.currency,
  'total', o.total,
  'lines', (
    SELECT json_group_array(json(line)) FROM (
      SELECT json_object(
        'sku', l.sku, 'title', l.title, 'quantity', l.quantity, 'unit_price', l.unit_price,
        'grants', json(l.grants)
      ) AS line
      FROM order_lines l WHERE l."order" = o."order" ORDER BY l.line
    )
  ),
  'adjustments', json(COALESCE(o.adjustments, '[]')),
  'billing', json((
    SELECT c.document FROM copies c
    WHERE c."order" = o."order" AND c.shipment = 0 AND c.original = 0
  )),
  'shipments', (
    SELECT json_group_array(json(document)) FROM (
      SELECT document FROM shipped WHERE original = 0 ORDER BY shipment
    )
  ),
  'groups', json(COALESCE(o.groups, '[]')),
  'cart', o.cart,
  'reference', o.reference,
  'metadata', json(COALESCE(o.metadata, '{}')),
  'placed_at', o.placed_at,
  'paid_at', o.paid_at,
  'buyer', json_object(
    'first_name', :buyer ->> '$.first_name',
    'last_name', :buyer ->> '$.last_name',
    'phone', :buyer ->> '$.phone',
    'company', json(iif(
      COALESCE(:buyer -> '$.company', '{}') IN ('{}', 'null'),
      'null',
      json_object(
        'name', :buyer ->> '$.company.name',
        'organization_id', :buyer ->> '$.company.organization_id',
        'tax_id', :buyer ->> '$.company.tax_id'
      )
    ))
  ),
  'original', json_object(
    'email', o.original_email,
    'billing', json((
      SELECT c.document FROM copies c
      WHERE c."order" = o."order" AND c.shipment = 0
      ORDER BY c.original DESC LIMIT 1
    )),
    'shipments', (
      SELECT json_group_array(json(document)) FROM (
        SELECT document, max(original) FROM shipped
        WHERE NOT added
        GROUP BY shipment
        ORDER BY shipment
      )
    )
  )
)
FROM orders o
WHERE o."order" = :order;
