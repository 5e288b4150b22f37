-- Profile types: the kinds of address-book entries that were defined beside the built-in one.

CREATE TABLE profile_types(
  -- The type's code; the built-in type `customer` has no row.
  profile_type TEXT PRIMARY KEY,
  label TEXT,
  -- 1 or 0: what its entries may be used for.
  billing INTEGER NOT NULL,
  shipping INTEGER NOT NULL,
  -- 1 when a customer may have several enabled entries of it, else 0.
  multiple INTEGER NOT NULL,
  -- The fields beside address and phone: a JSON list of {name, label, kind, required, private}; NULL
  -- when there are none.
  fields TEXT,
  -- 1 for one that is no longer offered.
  removed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
