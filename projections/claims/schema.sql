-- Claims: customers asking for orders that were placed with another identity.

CREATE TABLE claims(
  claim INTEGER PRIMARY KEY,
  -- Who asks.
  customer INTEGER NOT NULL,
  -- `pending`, `confirmed`, `declined` or `cancelled`. A pending claim past `expires_at` is
  -- expired: that is a matter of when one looks, and so not stored.
  status TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  -- Until when the token works.
  expires_at TEXT NOT NULL,
  -- When it was confirmed, declined or cancelled; NULL while it is neither.
  closed_at TEXT,
  -- The orders' e-mail, where the token went; NULL after an erasure.
  email TEXT
) STRICT;

-- The orders a claim is about.
CREATE TABLE claim_orders(
  claim INTEGER NOT NULL,
  "order" INTEGER NOT NULL,
  PRIMARY KEY (claim, "order")
) STRICT, WITHOUT ROWID;
