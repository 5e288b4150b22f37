-- Details changed: an absent field stays, null clears.

-- The words first, while the details still tell which ones those were.
UPDATE customer_words SET
  first_name = iif(json_type(:data, '$.first_name') IS NULL, first_name, :first_name),
  last_name = iif(json_type(:data, '$.last_name') IS NULL, last_name, :last_name),
  company = iif(json_type(:data, '$.company') IS NULL, company, :company ->> '$.name')
WHERE rowid = :customer
  AND COALESCE(
    json_type(:data, '$.first_name'), json_type(:data, '$.last_name'), json_type(:data, '$.company')
  ) IS NOT NULL;

UPDATE customer_details SET
  first_name = iif(json_type(:data, '$.first_name') IS NULL, first_name, :first_name),
  last_name = iif(json_type(:data, '$.last_name') IS NULL, last_name, :last_name),
  phone = iif(json_type(:data, '$.phone') IS NULL, phone, :phone),
  username = iif(json_type(:data, '$.username') IS NULL, username, :username),
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
