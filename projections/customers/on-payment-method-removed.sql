-- Payment methods are kept in a read model of their own: only the position moves.
UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
