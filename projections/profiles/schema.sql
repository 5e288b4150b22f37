-- Address books: the entries customers have now, and which of them are their defaults.

CREATE TABLE profiles(
  -- The entry's number. A removed entry has no row.
  profile INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL,
  -- The profile type; the built-in one is `customer`.
  type TEXT NOT NULL,
  -- Goes up when an order refers to the content before.
  revision INTEGER NOT NULL,
  -- A JSON object, `address ->> '$.postal_code'`; NULL after an erasure, as phone and fields.
  address TEXT,
  -- The administrative area as of ISO 3166-2, where the address names one that is known.
  area TEXT,
  phone TEXT,
  -- The type's own fields, a JSON object; NULL when there are none.
  fields TEXT,
  -- The caller's own key.
  reference TEXT,
  -- The position of the event that added the entry: the higher, the newer.
  added_position INTEGER NOT NULL,
  -- 0 for one that is kept but may not be used.
  enabled INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Which entry a customer's orders take when they name none.
CREATE TABLE default_profiles(
  customer INTEGER NOT NULL,
  -- `billing` or `shipping`.
  usage TEXT NOT NULL,
  profile INTEGER NOT NULL,
  PRIMARY KEY (customer, usage)
) STRICT, WITHOUT ROWID;

CREATE INDEX profiles_by_customer ON profiles(customer);
CREATE INDEX profiles_by_reference ON profiles(reference) WHERE reference IS NOT NULL;
