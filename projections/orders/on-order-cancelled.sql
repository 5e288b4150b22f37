-- An order was cancelled; it is frozen from here.
UPDATE orders SET status = 'cancelled', cancelled_at = :occurred_at WHERE "order" = :order;
