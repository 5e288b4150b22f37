-- The event carries the metadata as they are now.
UPDATE customer_details
SET metadata = :metadata, updated_at = :occurred_at
WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
