-- The number of the open cart with the caller's own key.
-- Parameters: :reference.
-- as-of: everything
SELECT cart FROM carts WHERE reference = :reference;
