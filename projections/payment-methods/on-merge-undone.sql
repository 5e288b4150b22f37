-- Payment methods came back with the customer who is one of their own again.
UPDATE payment_methods SET customer = :from
WHERE payment_method IN (SELECT value FROM json_each(:payment_methods));
