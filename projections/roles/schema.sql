-- Roles: who has which, from when to when.

CREATE TABLE customer_roles(
  customer INTEGER NOT NULL,
  role TEXT NOT NULL,
  -- The position of the event that gave it.
  position INTEGER NOT NULL,
  -- From when on, in the business.
  since TEXT NOT NULL,
  -- The last moment or the last day that it was given for; NULL for no end.
  until TEXT,
  -- When it was taken back or given anew; NULL while neither.
  ended_at TEXT,
  PRIMARY KEY (customer, role, position)
) STRICT, WITHOUT ROWID;
