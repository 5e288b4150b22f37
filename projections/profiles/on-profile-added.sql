-- An address book got an entry.
INSERT INTO profiles(
  profile, customer, type, revision, address, area, phone, fields, reference, added_position
) VALUES (
  :profile, :customer, COALESCE(:profile_type, 'customer'), 1, :address, :area, :phone, :fields,
  :reference, :position
);
