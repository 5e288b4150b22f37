-- A removed customer is back.
UPDATE customer_details SET removed = 0, updated_at = :occurred_at WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
