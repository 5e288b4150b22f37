-- The numbers of the orders that a customer owns, the newest first.
-- Parameters: :customer.
-- as-of: everything
SELECT "order" FROM orders WHERE customer = :customer ORDER BY "order" DESC;
