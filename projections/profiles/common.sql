-- What queries of this folder have in common: it stands before each of them.

-- The entries as queries hand them out.
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
      'reference', e.reference,
      'formatted', json(e.lines),
      'postal_label', json(e.lines)
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
      -- The lines of the address that have something in them, top to bottom.
      (
        SELECT json_group_array(trim(value)) FROM json_each(json_array(
          p.address ->> '$.organization',
          COALESCE(p.address ->> '$.given_name', '')
            || COALESCE(' ' || (p.address ->> '$.additional_name'), '')
            || COALESCE(' ' || (p.address ->> '$.family_name'), ''),
          p.address ->> '$.address_line1',
          p.address ->> '$.address_line2',
          p.address ->> '$.address_line3',
          COALESCE(p.address ->> '$.postal_code', '')
            || COALESCE(' ' || (p.address ->> '$.locality'), ''),
          p.address ->> '$.dependent_locality',
          p.address ->> '$.administrative_area'
        ))
        WHERE trim(value) <> ''
      ) AS lines
    FROM profiles p
  ) e
)
