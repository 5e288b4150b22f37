-- What a customer was entitled to at a time, by when things happened in the business.
-- Parameters: :customer; :now, the time that is asked about.
-- as-of: everything
SELECT json_object(
  'customer', c.customer,
  'at', :now,
  'groups', (
    SELECT json_group_array(
      json_object('group', "group", 'discount_percent', discount_percent, 'price_list', price_list)
    )
    FROM (
      SELECT
        m."group",
        iif(f.position IS NULL, g.discount_percent, f.discount_percent) AS discount_percent,
        iif(f.position IS NULL, g.price_list, f.price_list) AS price_list
      FROM group_members m
      -- The removal that ended the group after the customer had joined, if there was one.
      LEFT JOIN former_groups f
        ON f."group" = m."group"
        AND f.position = (
          SELECT min(x.position) FROM former_groups x
          WHERE x."group" = m."group" AND x.position > m.position
        )
      LEFT JOIN groups g ON g."group" = m."group"
      WHERE m.customer = c.customer AND m.since <= :now AND COALESCE(m.ended_at > :now, 1)
      GROUP BY m."group"
      ORDER BY m."group"
    )
  ),
  'roles', (
    SELECT json_group_array(json_object('role', role, 'until', until)) FROM (
      SELECT h.role, h.until FROM held_roles h WHERE h.customer = c.customer ORDER BY h.role
    )
  ),
  'memberships', (
    SELECT json_group_array(json_object('membership', membership, 'until', until, 'order', sold_by))
    FROM (
      SELECT h.membership, h.until, h.sold_by FROM held_memberships h
      WHERE h.customer = c.customer
      ORDER BY h.membership
    )
  ),
  'credit', (
    SELECT json_group_array(json_object('site', site, 'currency', currency, 'balance', balance))
    FROM (
      SELECT
        NULLIF(e.site, '') AS site,
        e.currency,
        sum(iif(e.kind = 'spent', -e.amount, e.amount)) AS balance
      FROM credit_entries e
      WHERE e.customer = c.customer AND e.occurred_at <= :now
      GROUP BY e.site, e.currency
      ORDER BY e.site, e.currency
    )
  )
)
FROM customer_details c
WHERE c.customer = :customer;
