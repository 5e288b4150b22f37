-- A type is no longer offered.
UPDATE profile_types SET removed = 1 WHERE profile_type = :profile_type;
