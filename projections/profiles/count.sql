-- How many entries `list` has.
-- Parameters: :customer; :usage, 'billing' or 'shipping', or NULL; :countries, a JSON list of
-- country codes, or NULL.
-- as-of: customer:{customer}
SELECT count(*) FROM documents
WHERE customer = :customer
  AND (:usage IS NULL OR :usage IN ('billing', 'shipping'))
  AND (:countries IS NULL OR country_code IN (SELECT value FROM json_each(:countries)));
