-- A claim concerns the customer who makes it.
UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
