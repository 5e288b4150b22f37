-- A customer asks for orders.
INSERT INTO claims(claim, customer, status, requested_at, expires_at, email)
VALUES (:claim, :customer, 'pending', :occurred_at, :expires_at, :email);

INSERT INTO claim_orders(claim, "order")
SELECT DISTINCT :claim, value FROM json_each(:orders);
