-- A customer's entries that are out of view: what is held all the same, for whoever must know.
-- Parameters: :customer.
-- as-of: customer:{customer}
SELECT document FROM documents
WHERE customer = :customer AND NOT is_visible
ORDER BY profile;
