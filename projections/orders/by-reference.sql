-- The order with the caller's own key.
-- Parameters: :reference.
-- as-of: everything
SELECT "order" FROM orders WHERE reference = :reference;
