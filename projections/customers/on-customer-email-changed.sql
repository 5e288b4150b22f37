-- Another e-mail, and with it perhaps another contact. Placed orders keep theirs.
UPDATE customers
SET email = :email, contact = :contact, updated_at = :occurred_at, last_position = :position
WHERE customer = :customer;
