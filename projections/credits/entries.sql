-- A page of a customer's bookings, the newest first.
-- Parameters: :customer; :limit and :offset, each may be NULL.
-- as-of: customer:{customer}
SELECT json_object(
  'position', position,
  'kind', kind,
  'amount', amount,
  'currency', currency,
  'site', NULLIF(site, ''),
  'name', name,
  'order', "order",
  'corrects', corrects,
  'balance', balance,
  'occurred_at', occurred_at
)
FROM credit_entries
WHERE customer = :customer
ORDER BY position DESC
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
