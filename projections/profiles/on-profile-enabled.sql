-- A disabled entry is in use again.
UPDATE profiles SET enabled = 1 WHERE profile = :profile;
