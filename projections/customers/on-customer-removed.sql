-- A customer was removed; orders stay.
UPDATE customer_details SET removed = 1, updated_at = :occurred_at WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
