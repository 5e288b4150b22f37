-- Entries went along to the customer that theirs turned out to be.
UPDATE profiles SET customer = :into WHERE profile IN (SELECT value FROM json_each(:profiles));
