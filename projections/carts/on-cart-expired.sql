-- A cart was too old.
DELETE FROM carts WHERE cart = :cart;
