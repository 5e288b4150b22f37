-- A cart that became an order is closed.
DELETE FROM carts WHERE cart = :cart;
