-- Sites: which are in use, and how they are configured.

-- One row a site that was configured, or that a customer or an order belongs to.
CREATE TABLE sites(
  site TEXT PRIMARY KEY,
  name TEXT,
  -- 1 or 0, as the two below: whether one may order without an account.
  guest_checkout INTEGER NOT NULL DEFAULT 1,
  -- Whether a guest's first order opens an account.
  auto_register INTEGER NOT NULL DEFAULT 0,
  -- Whether orders without a login go to the account with their e-mail.
  attach_by_email INTEGER NOT NULL DEFAULT 0,
  -- `accept`, `warn` or `refuse`: when a guest orders with an account's e-mail.
  guest_with_account_email TEXT NOT NULL DEFAULT 'accept',
  -- Lists of country codes; NULL for all countries.
  billing_countries TEXT,
  shipping_countries TEXT,
  -- A JSON object, `{"postal_code":"optional"}`; NULL when nothing is set.
  address_fields TEXT
) STRICT, WITHOUT ROWID;
