-- A type was defined, or defined anew; the event has all of it.
INSERT INTO profile_types(profile_type, label, billing, shipping, multiple, fields, removed)
VALUES (
  :profile_type,
  :label,
  EXISTS (SELECT 1 FROM json_each(:usages) WHERE value = 'billing'),
  EXISTS (SELECT 1 FROM json_each(:usages) WHERE value = 'shipping'),
  :multiple,
  :fields,
  0
)
ON CONFLICT DO UPDATE SET
  label = excluded.label,
  billing = excluded.billing,
  shipping = excluded.shipping,
  multiple = excluded.multiple,
  fields = excluded.fields,
  removed = 0;
