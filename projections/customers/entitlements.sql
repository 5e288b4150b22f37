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
      SELECT m."group", t.discount_percent, t.price_list
      FROM group_members m
      -- As the group that the customer joined treated its members then.
      LEFT JOIN group_terms t
        ON t."group" = m."group"
        AND t.created = (
          SELECT max(x.created) FROM group_terms x
          WHERE x."group" = m."group" AND x.created < m.position
        )
        AND t.position = COALESCE(
          (
            SELECT max(x.position) FROM group_terms x
            WHERE x."group" = t."group" AND x.created = t.created AND x.since <= :now
          ),
          t.created
        )
      WHERE m.customer IN (SELECT customer FROM people_then) AND m.since <= :now AND COALESCE(m.ended_at > :now, 1)
      GROUP BY m."group"
      ORDER BY m."group"
    )
  ),
  'roles', (
    SELECT json_group_array(json_object('role', role, 'until', until)) FROM (
      SELECT h.role, h.until FROM held_roles h
      WHERE h.customer IN (SELECT customer FROM people_then)
      GROUP BY h.role
      ORDER BY h.role
    )
  ),
  'memberships', (
    SELECT json_group_array(json_object('membership', membership, 'until', until, 'order', sold_by))
    FROM (
      SELECT h.membership, h.until, h.sold_by FROM held_memberships h
      WHERE h.customer IN (SELECT customer FROM people_then)
      GROUP BY h.membership
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
      WHERE e.customer IN (SELECT customer FROM people_then) AND e.occurred_at <= :now
      GROUP BY e.site, e.currency
      ORDER BY e.site, e.currency
    )
  )
)
FROM customer_details c
WHERE c.customer = :customer;
