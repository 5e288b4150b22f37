-- What is in a customer's pots, the global ones first.
-- Parameters: :customer.
-- as-of: customer:{customer}
SELECT json_object('site', NULLIF(site, ''), 'currency', currency, 'balance', balance)
FROM credit_balances
WHERE customer = :customer
ORDER BY site, currency;
