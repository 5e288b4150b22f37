-- The entry to propose for a usage: its default if that fits, else the newest that does.
-- Parameters: :customer; :usage, 'billing' or 'shipping'; :country, a country code, or NULL.
-- as-of: customer:{customer} profile_type:{types of the entries}
SELECT document FROM documents
WHERE customer = :customer
  AND is_visible
  AND enabled
  AND CASE :usage WHEN 'billing' THEN serves_billing ELSE serves_shipping END
  AND (:country IS NULL OR country_code = :country)
ORDER BY
  CASE :usage WHEN 'billing' THEN default_billing ELSE default_shipping END DESC,
  added_position DESC,
  profile DESC
LIMIT 1;
