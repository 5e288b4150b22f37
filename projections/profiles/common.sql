-- What queries of this folder have in common: it stands before each of them.

-- `held`: all entries. The address book of a removed customer is out of view, and so is what stayed with
-- one who was merged into another.
-- `documents`: the entries as queries hand them out, but for the printed address: what depends on the country's
-- rules is added by the program.
WITH held AS NOT MATERIALIZED (
  SELECT
    p.*,
    NOT EXISTS (
      SELECT 1 FROM customer_details c
      WHERE c.customer = p.customer AND (c.removed OR c.merged_into IS NOT NULL)
    ) AS is_visible
  FROM profiles p
),
documents AS NOT MATERIALIZED (
  SELECT
    e.profile,
    e.customer,
    e.added_position,
    e.enabled,
    e.is_visible,
    e.serves_billing,
    e.serves_shipping,
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
      'enabled', json(iif(e.enabled, 'true', 'false')),
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
      ) AS default_shipping,
      p.type = 'customer' OR t.billing AS serves_billing,
      p.type = 'customer' OR t.shipping AS serves_shipping
    FROM held p
    LEFT JOIN profile_types t ON t.profile_type = p.type
  ) e
)
