-- Settings changed: an absent one stays, null clears.
INSERT OR IGNORE INTO sites(site) VALUES (:site);

UPDATE sites SET
  name = iif(json_type(:data, '$.name') IS NULL, name, :name),
  guest_checkout = COALESCE(:guest_checkout, guest_checkout),
  auto_register = COALESCE(:auto_register, auto_register),
  attach_by_email = COALESCE(:attach_by_email, attach_by_email),
  guest_with_account_email = COALESCE(:guest_with_account_email, guest_with_account_email),
  billing_countries = iif(
    json_type(:data, '$.billing_countries') IS NULL, billing_countries, :billing_countries
  ),
  shipping_countries = iif(
    json_type(:data, '$.shipping_countries') IS NULL, shipping_countries, :shipping_countries
  ),
  address_fields = COALESCE(:address_fields, address_fields)
WHERE site = :site;
