-- Changed parts come as they are now: an absent one stays, null clears.
UPDATE profiles SET
  revision = :revision,
  address = iif(json_type(:data, '$.address') IS NULL, address, :address),
  area = iif(json_type(:data, '$.area') IS NULL, area, :area),
  phone = iif(json_type(:data, '$.phone') IS NULL, phone, :phone),
  fields = iif(json_type(:data, '$.fields') IS NULL, fields, :fields)
WHERE profile = :profile;
