-- Orders came back with the customer who is one of their own again.
UPDATE orders SET customer = :from WHERE "order" IN (SELECT value FROM json_each(:orders));
