-- A cart belongs to a customer from here on.
UPDATE carts SET customer = :to, email = NULL WHERE cart = :cart;
