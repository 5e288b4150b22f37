-- What queries of this folder have in common: it stands before each of them.

-- The claims as queries hand them out. A pending claim past its time is expired: :now tells.
WITH shown AS NOT MATERIALIZED (
  SELECT
    c.claim,
    c.customer,
    iif(c.status = 'pending' AND c.expires_at <= :now, 'expired', c.status) AS status,
    c.email,
    c.requested_at,
    c.expires_at,
    c.closed_at
  FROM claims c
),
documents AS NOT MATERIALIZED (
  SELECT
    claim,
    customer,
    status,
    json_object(
      'claim', claim,
      'customer', customer,
      'email', email,
      'orders', (
        SELECT json_group_array("order") FROM (
          SELECT o."order" FROM claim_orders o WHERE o.claim = shown.claim ORDER BY o."order"
        )
      ),
      'status', status,
      'requested_at', requested_at,
      'expires_at', expires_at,
      'closed_at', closed_at
    ) AS document
  FROM shown
)
