-- One open cart.
-- Parameters: :cart.
-- as-of: everything
SELECT document FROM documents WHERE cart = :cart;
