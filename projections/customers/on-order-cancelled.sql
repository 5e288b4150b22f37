-- A cancelled order still counts as an order: only the position moves.
UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
