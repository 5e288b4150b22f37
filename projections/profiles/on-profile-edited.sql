-- Changed parts come as they are now: an absent one stays, null clears.
UPDATE profiles SET
  revision = :revision,
  address = CASE WHEN json_type(:data, '$.address') IS NULL THEN address ELSE :address END,
  phone = CASE WHEN json_type(:data, '$.phone') IS NULL THEN phone ELSE :phone END,
  fields = CASE WHEN json_type(:data, '$.fields') IS NULL THEN fields ELSE :fields END
WHERE profile = :profile;
