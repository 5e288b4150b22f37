-- A page of a customer's payment methods, the newest first.
-- Parameters: :customer; :reusable, 1 for those only that can be used again at :now, else 0; :country, a
-- country code, or NULL; :limit; :offset.
-- as-of: everything
SELECT document FROM documents
WHERE customer = :customer
  AND is_visible
  AND (NOT :reusable OR (reusable AND (expires_on IS NULL OR expires_on >= substr(:now, 1, 10))))
  AND (:country IS NULL OR country_code = :country)
ORDER BY payment_method DESC
LIMIT COALESCE(:limit, -1) OFFSET COALESCE(:offset, 0);
