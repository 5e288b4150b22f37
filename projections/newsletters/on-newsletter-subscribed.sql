-- Somebody wants a newsletter.
INSERT INTO subscriptions(list, contact, customer, email, subscribed_at)
VALUES (:list, :contact, COALESCE(:customer, 0), :email, :occurred_at)
ON CONFLICT DO NOTHING;
