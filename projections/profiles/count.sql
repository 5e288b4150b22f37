-- How many entries `list` has.
-- Parameters: :customer; :all, 1 to count disabled ones as well, else 0; :usage, 'billing' or
-- 'shipping', or NULL; :countries, a JSON list of country codes, or NULL.
-- as-of: customer:{customer} profile_type:{types of the entries}
SELECT count(*) FROM documents
WHERE customer = :customer
  AND is_visible
  AND (:all OR enabled)
  AND (:usage IS NULL OR CASE :usage WHEN 'billing' THEN serves_billing ELSE serves_shipping END)
  AND (:countries IS NULL OR country_code IN (SELECT value FROM json_each(:countries)));
