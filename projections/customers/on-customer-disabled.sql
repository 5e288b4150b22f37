-- A customer may not order, claim or spend for the time being.
UPDATE customer_details SET enabled = 0, updated_at = :occurred_at WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
