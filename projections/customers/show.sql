-- One customer with all details. `erased_since` is there for one who had not been erased by then:
-- everybody has an e-mail, so where there is none an erasure took it away since.
-- Parameters: :customer; :now, the time that tells which roles and memberships hold.
-- as-of: customer:{customer}, and that its groups were removed
SELECT json_remove(json_object(
  'customer', c.customer,
  'site', c.site,
  'email', c.email,
  'has_account', json(iif(c.has_account, 'true', 'false')),
  'enabled', json(iif(c.enabled, 'true', 'false')),
  'removed', json(iif(c.removed, 'true', 'false')),
  'erased', json(iif(c.erased, 'true', 'false')),
  'username', c.username,
  'first_name', c.first_name,
  'last_name', c.last_name,
  'phone', c.phone,
  'company', json(iif(
    COALESCE(c.company, c.organization_id, c.tax_id) IS NULL,
    'null',
    json_object('name', c.company, 'organization_id', c.organization_id, 'tax_id', c.tax_id)
  )),
  'metadata', json(COALESCE(c.metadata, '{}')),
  'reference', c.reference,
  'groups', (
    SELECT json_group_array("group") FROM (
      SELECT m."group" FROM group_members m
      WHERE m.customer = c.customer AND m.ended_at IS NULL
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
      SELECT NULLIF(b.site, '') AS site, b.currency, b.balance FROM credit_balances b
      WHERE b.customer = c.customer
      ORDER BY b.site, b.currency
    )
  ),
  'contact', c.contact,
  -- By business times somebody may have lost an order that was not placed yet.
  'orders', max(c.orders, 0),
  'default_billing_profile', (
    SELECT d.profile FROM default_profiles d WHERE d.customer = c.customer AND d.usage = 'billing' AND NOT c.removed
  ),
  'default_shipping_profile', (
    SELECT d.profile FROM default_profiles d WHERE d.customer = c.customer AND d.usage = 'shipping' AND NOT c.removed
  ),
  'created_at', c.created_at,
  'updated_at', c.updated_at,
  'last_position', c.last_position,
  'erased_since', json('true')
), iif(c.email IS NULL AND NOT c.erased, '$.nothing', '$.erased_since'))
FROM customers c
WHERE c.customer = :customer;
