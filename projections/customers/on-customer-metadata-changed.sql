-- The event carries the metadata as they are now.
UPDATE customers
SET metadata = :metadata, updated_at = :occurred_at, last_position = :position
WHERE customer = :customer;
