-- Entries by customer, the oldest first, from one of them on.
-- Parameters: :after_customer and :after_profile, the entry before the first one, 0 for none;
-- :limit; :customer, or NULL for everybody; :countries, a JSON list of country codes, or NULL.
-- as-of: everything
SELECT json_object(
  'customer', p.customer, 'profile', p.profile, 'type', p.type, 'address', json(p.address)
)
FROM held p
WHERE is_visible
  AND (p.customer, p.profile) > (:after_customer, :after_profile)
  AND (:customer IS NULL OR p.customer = :customer)
  AND (
    :countries IS NULL
    OR p.address ->> '$.country_code' IN (SELECT value FROM json_each(:countries))
  )
ORDER BY p.customer, p.profile
LIMIT :limit;
