-- A guest came into being.
INSERT INTO customers(
  customer, last_position, orders, has_account, site, email, first_name, last_name, phone,
  reference, contact, created_at, updated_at
) VALUES (
  :customer, :position, 0, 0, :site, :email, :first_name, :last_name, :phone,
  :reference, :contact, :occurred_at, :occurred_at
);
