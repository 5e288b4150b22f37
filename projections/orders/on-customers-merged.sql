-- Orders went along to the customer that theirs turned out to be.
UPDATE orders SET customer = :into WHERE "order" IN (SELECT value FROM json_each(:orders));
