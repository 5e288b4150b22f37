-- The customer owns one order more.
UPDATE customers SET orders = orders + 1, last_position = :position WHERE customer = :customer;
