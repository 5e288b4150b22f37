-- An entry left its book. If it was a default, an event of its own says what is one now.
DELETE FROM profiles WHERE profile = :profile;
