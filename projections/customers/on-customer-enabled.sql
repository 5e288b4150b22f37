-- A disabled customer may order, claim and spend again.
UPDATE customer_details SET enabled = 1, updated_at = :occurred_at WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
