-- An order is not the customer's own data: only the position moves.
UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
