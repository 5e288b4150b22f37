-- What queries of this folder have in common: it stands before each of them.

-- The sites as queries hand them out.
WITH documents AS NOT MATERIALIZED (
  SELECT
    site,
    json_object(
      'site', site,
      'name', name,
      'guest_checkout', json(iif(guest_checkout, 'true', 'false')),
      'auto_register', json(iif(auto_register, 'true', 'false')),
      'attach_by_email', json(iif(attach_by_email, 'true', 'false')),
      'guest_with_account_email', guest_with_account_email,
      'billing_countries', json(billing_countries),
      'shipping_countries', json(shipping_countries),
      'address_fields', json(COALESCE(address_fields, '{}'))
    ) AS document
  FROM sites
)
