-- The contacts that some customers have.
-- Parameters: :customers, a JSON list.
-- as-of: everything
SELECT DISTINCT contact FROM customer_details
WHERE customer IN (SELECT value FROM json_each(:customers)) AND contact IS NOT NULL
ORDER BY contact;
