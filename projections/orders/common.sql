-- What queries of this folder have in common: it stands before each of them.

-- The copies that orders keep as queries hand them out.
WITH copies AS NOT MATERIALIZED (
  SELECT
    "order",
    shipment,
    original,
    method,
    added,
    json_object(
      'profile', profile,
      'revision', revision,
      'type', type,
      'address', json(address),
      'phone', phone,
      'fields', json(COALESCE(fields, '{}')),
      'in_sync', json(iif(in_sync, 'true', 'false'))
    ) AS document
  FROM order_copies
)
