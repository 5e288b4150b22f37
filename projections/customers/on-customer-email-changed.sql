-- Another e-mail, and with it perhaps another contact. Placed orders keep theirs.
UPDATE customer_words SET email = :email WHERE rowid = :customer;

UPDATE customer_details
SET email = :email, contact = :contact, updated_at = :occurred_at
WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
