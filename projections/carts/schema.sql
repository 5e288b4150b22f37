-- Carts: what is in those that are still open. Ordered and expired ones have no row.

CREATE TABLE carts(
  cart INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  -- Whose it is; NULL for nobody's, or somebody's of whom only the e-mail is known.
  customer INTEGER,
  -- The contact when the content was stated: one per site and e-mail; NULL for nobody's.
  contact INTEGER,
  -- Of somebody who is no customer; NULL after an erasure.
  email TEXT,
  currency TEXT NOT NULL,
  -- A JSON list of {sku, title, quantity, unit_price, grants}; prices in minor units.
  lines TEXT NOT NULL,
  -- The caller's own key.
  reference TEXT,
  -- When its content last changed, in the business.
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX carts_by_customer ON carts(customer) WHERE customer IS NOT NULL;
CREATE INDEX carts_by_reference ON carts(reference) WHERE reference IS NOT NULL;
CREATE INDEX carts_by_time ON carts(updated_at);
