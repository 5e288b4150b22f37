-- An address book got an entry.
INSERT INTO profiles(
  profile, customer, type, revision, address, phone, fields, reference, added_position
) VALUES (
  :profile, :customer, :profile_type, 1, :address, :phone, :fields, :reference, :position
);
