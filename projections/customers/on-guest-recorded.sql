-- A guest came into being.
INSERT INTO customer_details(
  customer, has_account, site, email, first_name, last_name, phone,
  reference, contact, created_at, updated_at
) VALUES (
  :customer, 0, :site, :email, :first_name, :last_name, :phone,
  :reference, :contact, :occurred_at, :occurred_at
);

INSERT INTO customer_activity(customer, last_position, orders) VALUES (:customer, :position, 0);

INSERT INTO customer_words(rowid, first_name, last_name, email)
VALUES (:customer, :first_name, :last_name, :email);
