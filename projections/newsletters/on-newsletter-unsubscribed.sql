-- Somebody does not want it any more: the customer whatever contact they had, and the contact.
DELETE FROM subscriptions WHERE customer = :customer AND list = :list;

DELETE FROM subscriptions WHERE contact = :contact AND customer = 0 AND list = :list;
