-- Entries by customer, the oldest first, from one of them on.
-- Parameters: :after_customer and :after_profile, the entry before the first one, 0 for none;
-- :limit; :customer, or NULL for everybody; :all, 1 for disabled ones as well, else 0; :usage, 'billing' or
-- 'shipping', or NULL; :countries, a JSON list of country codes, or NULL.
-- as-of: everything
SELECT json_object(
  'customer', p.customer, 'profile', p.profile, 'type', p.type, 'address', json(p.address)
)
FROM held p
LEFT JOIN profile_types t ON t.profile_type = p.type
WHERE is_visible
  AND (:all OR p.enabled)
  AND (
    :usage IS NULL
    OR p.type = 'customer'
    OR CASE :usage WHEN 'billing' THEN t.billing ELSE t.shipping END
  )
  AND (p.customer, p.profile) > (:after_customer, :after_profile)
  AND (:customer IS NULL OR p.customer = :customer)
  AND (
    :countries IS NULL
    OR p.address ->> '$.country_code' IN (SELECT value FROM json_each(:countries))
  )
ORDER BY p.customer, p.profile
LIMIT :limit;
