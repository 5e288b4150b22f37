-- Entries came back with the customer who is one of their own again.
UPDATE profiles SET customer = :from WHERE profile IN (SELECT value FROM json_each(:profiles));
