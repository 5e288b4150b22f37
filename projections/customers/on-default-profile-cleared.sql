-- The address book is not the customer's own data: only the position moves.
UPDATE customers SET last_position = :position WHERE customer = :customer;
