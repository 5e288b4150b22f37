-- A payment method changed: an absent field stays, null clears.
UPDATE payment_methods SET
  gateway = COALESCE(:gateway, gateway),
  label = iif(json_type(:data, '$.label') IS NULL, label, :label),
  expires_on = iif(json_type(:data, '$.expires_on') IS NULL, expires_on, :expires_on),
  reusable = COALESCE(:reusable, reusable),
  billing = iif(json_type(:data, '$.billing') IS NULL, billing, :billing)
WHERE payment_method = :payment_method;
