-- Details changed: an absent field stays, null clears.
UPDATE customer_details SET
  first_name = CASE WHEN json_type(:data, '$.first_name') IS NULL THEN first_name ELSE :first_name END,
  last_name = CASE WHEN json_type(:data, '$.last_name') IS NULL THEN last_name ELSE :last_name END,
  phone = CASE WHEN json_type(:data, '$.phone') IS NULL THEN phone ELSE :phone END,
  username = CASE WHEN json_type(:data, '$.username') IS NULL THEN username ELSE :username END,
  -- The company comes as a whole.
  (company, organization_id, tax_id) = (
    SELECT company, organization_id, tax_id WHERE json_type(:data, '$.company') IS NULL
    UNION ALL
    SELECT :company ->> '$.name', :company ->> '$.organization_id', :company ->> '$.tax_id'
    WHERE json_type(:data, '$.company') IS NOT NULL
  ),
  updated_at = :occurred_at
WHERE customer = :customer;

UPDATE customer_activity SET last_position = :position WHERE customer = :customer;
