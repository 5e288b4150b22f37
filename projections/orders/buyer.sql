-- Who owned an order when it was placed, and where in the log that stands; whether its addresses are
-- gone, which only an erasure takes away.
-- Parameters: :order.
-- as-of: order:{order}
SELECT json_object(
  'customer', buyer,
  'position', placed_position,
  'erased', json(iif(
    EXISTS (SELECT 1 FROM order_profiles p WHERE p."order" = o."order" AND p.shipment = 0),
    'false',
    'true'
  ))
)
FROM orders o
WHERE o."order" = :order;
