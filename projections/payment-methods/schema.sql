-- Payment methods that customers keep, each with a billing address of its own. No card numbers.

CREATE TABLE payment_methods(
  payment_method INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL,
  gateway TEXT NOT NULL,
  -- NULL after an erasure, as the billing address.
  label TEXT,
  -- The last day on which it can be used; NULL for one that never expires.
  expires_on TEXT,
  -- 1 for one that may be used again, else 0.
  reusable INTEGER NOT NULL,
  -- A copy, {profile, revision, type, address, phone, fields}; NULL when there is none.
  billing TEXT
) STRICT;

CREATE INDEX payment_methods_by_customer ON payment_methods(customer);
