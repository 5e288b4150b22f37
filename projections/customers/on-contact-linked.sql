-- A customer belongs to another contact.
UPDATE customer_details SET contact = :contact, updated_at = :occurred_at WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
