-- The customer owns one order more.
UPDATE customer_activity
SET orders = orders + 1, last_position = :position
WHERE customer = :customer;
