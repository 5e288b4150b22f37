-- Nobody is left to get a newsletter.
DELETE FROM subscriptions WHERE customer IN (SELECT value FROM json_each(:customers));

DELETE FROM subscriptions
WHERE customer = 0 AND contact IN (SELECT value FROM json_each(:contacts));
