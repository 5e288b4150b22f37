-- Customers: who they are now. One row a customer, registered or guest.

-- What customers say of themselves. Everything personal is NULL after an erasure.
CREATE TABLE customer_details(
  -- The customer's number.
  customer INTEGER PRIMARY KEY,
  -- 1 for a registered customer, 0 for a guest.
  has_account INTEGER NOT NULL,
  -- The site whose names the customer uses.
  site TEXT NOT NULL,
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
  updated_at TEXT NOT NULL,
  -- 0 for one who may not order, claim or spend.
  enabled INTEGER NOT NULL DEFAULT 1,
  -- 1 for one who was removed: the e-mail is free, the address book out of view.
  removed INTEGER NOT NULL DEFAULT 0,
  -- 1 for one who was erased: removed for good, and nothing personal is left.
  erased INTEGER NOT NULL DEFAULT 0,
  -- The customer whom this one was merged into, who may have been merged on; NULL for everybody else.
  merged_into INTEGER
) STRICT;

-- What happens with customers. A table of its own, because every event that concerns a customer
-- changes it, and narrow rows are changed at half the cost.
CREATE TABLE customer_activity(
  customer INTEGER PRIMARY KEY,
  -- The position of the newest event that concerns the customer, whatever it changed.
  last_position INTEGER NOT NULL,
  -- How many orders the customer owns.
  orders INTEGER NOT NULL
) STRICT;

CREATE INDEX customer_details_by_email ON customer_details(email);
CREATE INDEX customer_details_by_reference ON customer_details(reference)
WHERE reference IS NOT NULL;

CREATE INDEX customer_details_by_contact ON customer_details(contact);
CREATE INDEX customer_details_by_merge ON customer_details(merged_into)
WHERE merged_into IS NOT NULL;

-- Both together: what to ask when one wants to know something about customers.
CREATE VIEW customers AS
SELECT d.*, a.last_position, a.orders
FROM customer_details d
JOIN customer_activity a ON a.customer = d.customer;

-- Finds customers by words of their names, e-mail and company, whatever their case and accents:
-- SELECT * FROM customer_words('lovel*'). A reaction that changes one of these columns changes it
-- here first, since FTS5 looks there which words those were.
CREATE VIRTUAL TABLE customer_words USING fts5(
  first_name,
  last_name,
  email,
  company,
  content = 'customer_details',
  content_rowid = 'customer',
  columnsize = 0,
  -- Marks belong to words, of which the accents are left out.
  tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"
);
