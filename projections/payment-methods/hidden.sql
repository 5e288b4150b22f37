-- A customer's payment methods that are out of view: what is held all the same, for whoever must know.
-- Parameters: :customer.
-- as-of: everything
SELECT document FROM documents
WHERE customer = :customer AND NOT is_visible
ORDER BY payment_method DESC;
