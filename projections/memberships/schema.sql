-- Memberships: who has which, from when to when, and what sold it.

CREATE TABLE customer_memberships(
  customer INTEGER NOT NULL,
  membership TEXT NOT NULL,
  -- The position of the event that granted it.
  position INTEGER NOT NULL,
  -- From when on, in the business.
  since TEXT NOT NULL,
  -- The last moment or the last day that it was granted for; NULL for no end.
  until TEXT,
  -- When it was taken back or granted anew; NULL while neither.
  ended_at TEXT,
  -- The order that sold it.
  "order" INTEGER,
  PRIMARY KEY (customer, membership, position)
) STRICT, WITHOUT ROWID;
