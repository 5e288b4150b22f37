-- Who owned an order when it was placed, and where in the log that stands.
-- Parameters: :order.
-- as-of: order:{order}
SELECT json_object('customer', buyer, 'position', placed_position) FROM orders WHERE "order" = :order;
