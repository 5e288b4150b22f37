-- A cart came into being, or its content was stated anew.
INSERT INTO carts(cart, site, customer, contact, email, currency, lines, reference, updated_at)
VALUES (
  :cart, :site, :customer, :contact, :email, :currency, COALESCE(:lines, '[]'), :reference,
  :occurred_at
)
ON CONFLICT DO UPDATE SET
  customer = excluded.customer,
  contact = excluded.contact,
  email = excluded.email,
  currency = excluded.currency,
  lines = excluded.lines,
  updated_at = excluded.updated_at;
