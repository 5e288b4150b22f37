-- Credit is kept in a read model of its own: only the position moves.
UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
