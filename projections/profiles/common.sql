-- What queries of this folder have in common: it stands before each of them.

-- The entries as queries hand them out, but for the printed address: what depends on the country's
-- rules is added by the program.
WITH documents AS NOT MATERIALIZED (
  SELECT
    e.profile,
    e.customer,
    e.added_position,
    e.address ->> '$.country_code' AS country_code,
    e.default_billing,
    e.default_shipping,
    json_object(
      'profile', e.profile,
      'customer', e.customer,
      'type', e.type,
      'revision', e.revision,
      'address', json(e.address),
      'phone', e.phone,
      'fields', json(COALESCE(e.fields, '{}')),
      'label', e.address ->> '$.address_line1',
      'default_billing', json(iif(e.default_billing, 'true', 'false')),
      'default_shipping', json(iif(e.default_shipping, 'true', 'false')),
      'enabled', json('true'),
      'reference', e.reference
    ) AS document
  FROM (
    SELECT
      p.*,
      EXISTS (
        SELECT 1 FROM default_profiles d
        WHERE d.customer = p.customer AND d.usage = 'billing' AND d.profile = p.profile
      ) AS default_billing,
      EXISTS (
        SELECT 1 FROM default_profiles d
        WHERE d.customer = p.customer AND d.usage = 'shipping' AND d.profile = p.profile
      ) AS default_shipping
    FROM profiles p
  ) e
)
