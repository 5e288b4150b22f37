-- Customers: who they are now. One row a customer, registered or guest.

CREATE TABLE customers(
  -- The customer's number.
  customer INTEGER PRIMARY KEY,
  -- The position of the newest event that concerns the customer, whatever it changed.
  last_position INTEGER NOT NULL,
  -- How many orders the customer owns.
  orders INTEGER NOT NULL,
  -- 1 for a registered customer, 0 for a guest.
  has_account INTEGER NOT NULL,
  -- The site whose names the customer uses.
  site TEXT NOT NULL,
  -- NULL after an erasure, as every personal column.
  email TEXT,
  username TEXT,
  first_name TEXT,
  last_name TEXT,
  phone TEXT,
  -- The company: its name, its number in a register, its tax number.
  company TEXT,
  organization_id TEXT,
  tax_id TEXT,
  -- Free keys and values of the shop, a JSON object; NULL when there are none.
  metadata TEXT,
  -- The caller's own key.
  reference TEXT,
  -- The contact: one per site and e-mail, shared by guest and registered.
  contact INTEGER NOT NULL,
  -- When the customer came into being, in the business.
  created_at TEXT NOT NULL,
  -- When the customer's own details last changed, in the business.
  updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX customers_by_email ON customers(email);
CREATE INDEX customers_by_reference ON customers(reference) WHERE reference IS NOT NULL;
