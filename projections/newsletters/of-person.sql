-- What a person subscribed to, also what is out of view: for whoever must know.
-- Parameters: :customer, the person; :customers, with everybody who was merged into them, and :contacts, what
-- they have, both JSON lists.
-- as-of: everything
SELECT json_object(
  'list', s.list,
  'customer', iif(s.customer = 0, :customer, s.customer),
  'email', COALESCE(
    s.email, (SELECT c.email FROM customer_details c WHERE c.customer = s.customer)
  ),
  'subscribed_at', s.subscribed_at
)
FROM subscriptions s
WHERE s.customer IN (SELECT value FROM json_each(:customers))
  OR (s.customer = 0 AND s.contact IN (SELECT value FROM json_each(:contacts)))
ORDER BY s.list, s.subscribed_at DESC, s.contact DESC, s.customer DESC;
