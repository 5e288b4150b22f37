-- A customer got a role; with another end it takes the place of the one before.
UPDATE customer_roles SET ended_at = :occurred_at
WHERE customer = :customer AND role = :role AND ended_at IS NULL;

INSERT INTO customer_roles(customer, role, position, since, until)
VALUES (:customer, :role, :position, :occurred_at, :until);
