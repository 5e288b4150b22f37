-- A customer's entries: the default of billing, that of shipping, then the newest first.
-- Parameters: :customer; :usage, 'billing' or 'shipping', or NULL; :countries, a JSON list of
-- country codes, or NULL. Entries of the type `customer`, the only one, fit both usages.
-- as-of: customer:{customer}
SELECT document FROM documents
WHERE customer = :customer
  AND (:usage IS NULL OR :usage IN ('billing', 'shipping'))
  AND (:countries IS NULL OR country_code IN (SELECT value FROM json_each(:countries)))
ORDER BY default_billing DESC, default_shipping DESC, added_position DESC, profile DESC;
