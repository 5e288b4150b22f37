-- Carts went along to the customer that theirs turned out to be.
UPDATE carts SET customer = :into WHERE cart IN (SELECT value FROM json_each(:carts));
