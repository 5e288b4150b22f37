-- Payment methods went along to the customer that theirs turned out to be.
UPDATE payment_methods SET customer = :into
WHERE payment_method IN (SELECT value FROM json_each(:payment_methods));
