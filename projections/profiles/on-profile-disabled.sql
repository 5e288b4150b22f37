-- An entry is out of use. If it was a default, an event of its own says what is one now.
UPDATE profiles SET enabled = 0 WHERE profile = :profile;
