-- Groups of customers, who is in them, and who was.

CREATE TABLE groups(
  -- The group's code; a removed group has no row.
  "group" TEXT PRIMARY KEY,
  name TEXT,
  -- What its members pay less, 0 to 100.
  discount_percent INTEGER,
  price_list TEXT,
  -- Free keys and values of the shop, a JSON object; NULL when there are none.
  metadata TEXT,
  -- How many customers are in it, removed ones left out.
  members INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who was in which group from when to when, in the business.
CREATE TABLE group_members(
  customer INTEGER NOT NULL,
  "group" TEXT NOT NULL,
  -- The position of the event by which the customer joined.
  position INTEGER NOT NULL,
  since TEXT NOT NULL,
  -- NULL for who is in it now.
  ended_at TEXT,
  -- 1 for a customer who was removed or merged into another one: out of view until that is undone.
  hidden INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (customer, "group", position)
) STRICT, WITHOUT ROWID;

CREATE INDEX group_members_by_group ON group_members("group", customer)
WHERE ended_at IS NULL AND NOT hidden;

-- How groups treated their members from when on, in the business; also groups that were removed.
CREATE TABLE group_terms(
  "group" TEXT NOT NULL,
  -- The position of the event that created the group: one of the same name may come later.
  created INTEGER NOT NULL,
  -- The position of the event that said so.
  position INTEGER NOT NULL,
  since TEXT NOT NULL,
  discount_percent INTEGER,
  price_list TEXT,
  PRIMARY KEY ("group", created, position)
) STRICT, WITHOUT ROWID;
