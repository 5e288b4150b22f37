-- An order was paid; one that was completed before stays so.
UPDATE orders
SET status = iif(status = 'placed', 'paid', status), paid_at = :occurred_at
WHERE "order" = :order;
