-- Newsletters: who gets which.

CREATE TABLE subscriptions(
  list TEXT NOT NULL,
  -- The contact: one per site and e-mail.
  contact INTEGER NOT NULL,
  -- 0 for a contact who was no customer when subscribing.
  customer INTEGER NOT NULL,
  -- Of a contact who was no customer; NULL after an erasure.
  email TEXT,
  subscribed_at TEXT NOT NULL,
  PRIMARY KEY (list, contact, customer)
) STRICT, WITHOUT ROWID;

CREATE INDEX subscriptions_by_customer ON subscriptions(customer);
CREATE INDEX subscriptions_by_contact ON subscriptions(contact);
