-- What queries of this folder have in common: it stands before each of them.

-- The subscriptions as queries hand them out: a contact's are those of the customer who has the contact
-- now, an account before a guest. Subscriptions of removed customers, and what stayed with those who
-- were merged into others, are out of view.
WITH held AS NOT MATERIALIZED (
  SELECT
    s.list,
    s.contact,
    s.subscribed_at,
    s.email,
    CASE s.customer
      WHEN 0 THEN (
        SELECT c.customer FROM customer_details c
        WHERE c.contact = s.contact AND NOT c.removed AND c.merged_into IS NULL
        ORDER BY c.has_account DESC
        LIMIT 1
      )
      ELSE s.customer
    END AS customer
  FROM subscriptions s
  WHERE NOT EXISTS (
    SELECT 1 FROM customer_details c
    WHERE c.customer = s.customer AND (c.removed OR c.merged_into IS NOT NULL)
  )
),
documents AS NOT MATERIALIZED (
  SELECT
    h.list,
    h.customer,
    h.contact,
    h.subscribed_at,
    json_object(
      'list', h.list,
      'customer', h.customer,
      'email', COALESCE(
        (SELECT c.email FROM customer_details c WHERE c.customer = h.customer), h.email
      ),
      'subscribed_at', h.subscribed_at
    ) AS document
  FROM held h
)
