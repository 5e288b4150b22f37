-- Carts came back with the customer who is one of their own again.
UPDATE carts SET customer = :from WHERE cart IN (SELECT value FROM json_each(:carts));
