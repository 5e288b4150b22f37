-- A claim concerns the customer who makes it.
UPDATE customers SET last_position = :position WHERE customer = :customer;
