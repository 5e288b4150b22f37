-- A cart was emptied.
UPDATE carts SET lines = '[]', updated_at = :occurred_at WHERE cart = :cart;
