-- Credit: every booking, and what is in each pot. A pot is one customer's credit in one currency, on
-- one site or for all.

CREATE TABLE credit_balances(
  customer INTEGER NOT NULL,
  -- Empty for the global pot.
  site TEXT NOT NULL,
  currency TEXT NOT NULL,
  -- In minor units.
  balance INTEGER NOT NULL,
  PRIMARY KEY (customer, site, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE credit_entries(
  -- The position of the event.
  position INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL,
  -- `granted`, `spent` or `corrected`.
  kind TEXT NOT NULL,
  -- In minor units, as booked: what was spent is positive, a correction has its sign.
  amount INTEGER NOT NULL,
  -- What was in the pot then.
  balance INTEGER NOT NULL,
  -- Empty for the global pot.
  site TEXT NOT NULL,
  currency TEXT NOT NULL,
  name TEXT,
  -- The order that was paid.
  "order" INTEGER,
  -- The position of the booking that was wrong.
  corrects INTEGER,
  occurred_at TEXT NOT NULL
) STRICT;

CREATE INDEX credit_entries_by_customer ON credit_entries(customer);
