-- What queries of this folder have in common: it stands before each of them.

-- The payment methods as queries hand them out; those of removed customers are out of view.
WITH documents AS NOT MATERIALIZED (
  SELECT
    payment_method,
    customer,
    expires_on,
    reusable,
    NOT EXISTS (
      SELECT 1 FROM customer_details c WHERE c.customer = p.customer AND c.removed
    ) AS is_visible,
    billing ->> '$.address.country_code' AS country_code,
    json_object(
      'payment_method', payment_method,
      'customer', customer,
      'gateway', gateway,
      'label', label,
      'expires_on', expires_on,
      'reusable', json(iif(reusable, 'true', 'false')),
      'billing', json(iif(
        billing IS NULL,
        'null',
        json_object(
          'profile', billing ->> '$.profile',
          'revision', billing ->> '$.revision',
          'type', billing ->> '$.type',
          'address', json(billing -> '$.address'),
          'phone', billing ->> '$.phone',
          'fields', json(COALESCE(billing -> '$.fields', '{}'))
        )
      ))
    ) AS document
  FROM payment_methods p
)
