-- A customer's entries: the default of billing, that of shipping, then the newest first.
-- Parameters: :customer; :all, 1 to show disabled ones as well, else 0; :usage, 'billing' or
-- 'shipping', or NULL; :countries, a JSON list of country codes, or NULL; :limit; :offset.
-- as-of: customer:{customer} profile_type:{types of the entries}
SELECT document FROM documents
WHERE customer = :customer
  AND is_visible
  AND (:all OR enabled)
  AND (:usage IS NULL OR CASE :usage WHEN 'billing' THEN serves_billing ELSE serves_shipping END)
  AND (:countries IS NULL OR country_code IN (SELECT value FROM json_each(:countries)))
ORDER BY default_billing DESC, default_shipping DESC, added_position DESC, profile DESC
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
