-- Nothing is left to be done for an order.
UPDATE orders SET status = 'completed', completed_at = :occurred_at WHERE "order" = :order;
