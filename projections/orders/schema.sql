-- Orders: what they are now, their lines, and the copies of addresses they keep.

CREATE TABLE orders(
  -- The order's number in the ledger; write "order" in quotes, it is a word of SQL.
  "order" INTEGER PRIMARY KEY,
  -- What people call the order; unique per site.
  number TEXT NOT NULL,
  site TEXT NOT NULL,
  -- The customer who owns the order now.
  customer INTEGER NOT NULL,
  -- `placed`, `paid`, `completed` or `cancelled`.
  status TEXT NOT NULL,
  -- Who placed it (an actor) and through what.
  placed_by TEXT NOT NULL,
  channel TEXT NOT NULL,
  -- ISO 4217; `total` is in its minor units.
  currency TEXT NOT NULL,
  total INTEGER NOT NULL,
  -- When it was placed, paid, completed and cancelled, in the business.
  placed_at TEXT NOT NULL,
  paid_at TEXT,
  completed_at TEXT,
  cancelled_at TEXT,
  -- The e-mail it is reached by now, and the one it was placed with; NULL after an erasure.
  email TEXT,
  original_email TEXT,
  -- Discounts, fees and taxes: a JSON list of {label, amount}; NULL when there are none.
  adjustments TEXT,
  -- The customer's groups when it was placed, a JSON list; NULL when there were none.
  groups TEXT,
  -- The cart it came from.
  cart INTEGER,
  -- The caller's own key.
  reference TEXT,
  -- Free keys and values of the shop, a JSON object.
  metadata TEXT,
  -- The customer who owned it when it was placed, and the position of the event: the buyer's own
  -- details as of then are in the customer's events.
  buyer INTEGER NOT NULL,
  placed_position INTEGER NOT NULL
) STRICT;

CREATE TABLE order_lines(
  "order" INTEGER NOT NULL,
  -- 1, 2, 3 … as in the order.
  line INTEGER NOT NULL,
  sku TEXT NOT NULL,
  title TEXT,
  quantity INTEGER NOT NULL,
  -- In minor units of the order's currency.
  unit_price INTEGER NOT NULL,
  -- What paying for it grants, a JSON object {membership, duration}.
  grants TEXT,
  PRIMARY KEY ("order", line)
) STRICT, WITHOUT ROWID;

-- The copies of profiles that orders keep; none after an erasure.
CREATE TABLE order_profiles(
  "order" INTEGER NOT NULL,
  -- 0 for billing, else the number of the shipment.
  shipment INTEGER NOT NULL,
  -- 0 for the copy that counts now. 1 for the copy made when the order was placed, which has a row
  -- of its own only where it was replaced since.
  original INTEGER NOT NULL,
  -- The entry it was copied from and the revision that had; NULL when it came from no book.
  profile INTEGER,
  revision INTEGER,
  -- The profile type.
  type TEXT NOT NULL,
  -- A JSON object.
  address TEXT NOT NULL,
  -- The administrative area as of ISO 3166-2, where the address names one that is known.
  area TEXT,
  phone TEXT,
  -- The type's own fields, a JSON object; NULL when there are none.
  fields TEXT,
  -- How the shipment is sent.
  method TEXT,
  -- 1 for a shipment that was added after the order was placed.
  added INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY ("order", shipment, original)
) STRICT, WITHOUT ROWID;

CREATE INDEX orders_by_customer ON orders(customer);
CREATE INDEX orders_by_number ON orders(number);
CREATE INDEX orders_by_reference ON orders(reference) WHERE reference IS NOT NULL;

-- The copies compared with the address book as it is now: `in_sync` while the entry still exists
-- with the same address, phone and fields. The orders whose address differs from the book:
-- SELECT "order", shipment FROM order_copies WHERE NOT original AND NOT in_sync.
CREATE VIEW order_copies AS
SELECT o.*, EXISTS (
  SELECT 1 FROM profiles p
  WHERE p.profile = o.profile
    AND p.address IS o.address
    AND p.phone IS o.phone
    AND COALESCE(p.fields, '{}') = COALESCE(o.fields, '{}')
) AS in_sync
FROM order_profiles o;

-- Finds orders by words of their numbers, whatever their case and accents:
-- SELECT * FROM order_number_words('"2026-00"*'). Numbers never change.
CREATE VIRTUAL TABLE order_number_words USING fts5(
  number,
  content = 'orders',
  content_rowid = 'order',
  columnsize = 0,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"
);
