-- One customer with all details.
-- Parameters: :customer.
-- as-of: customer:{customer}
SELECT json_object(
  'customer', c.customer,
  'site', c.site,
  'email', c.email,
  'has_account', json(iif(c.has_account, 'true', 'false')),
  'enabled', json(iif(c.enabled, 'true', 'false')),
  'removed', json(iif(c.removed, 'true', 'false')),
  'erased', json('false'),
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
  'groups', json('[]'),
  'roles', json('[]'),
  'memberships', json('[]'),
  'credit', json('[]'),
  'contact', c.contact,
  'orders', c.orders,
  'default_billing_profile', (
    SELECT d.profile FROM default_profiles d WHERE d.customer = c.customer AND d.usage = 'billing' AND NOT c.removed
  ),
  'default_shipping_profile', (
    SELECT d.profile FROM default_profiles d WHERE d.customer = c.customer AND d.usage = 'shipping' AND NOT c.removed
  ),
  'created_at', c.created_at,
  'updated_at', c.updated_at,
  'last_position', c.last_position
)
FROM customers c
WHERE c.customer = :customer;
