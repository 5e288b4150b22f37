-- An entry became the default of a usage, in the place of the one before.
INSERT INTO default_profiles(customer, usage, profile) VALUES (:customer, :usage, :profile)
ON CONFLICT DO UPDATE SET profile = excluded.profile;
