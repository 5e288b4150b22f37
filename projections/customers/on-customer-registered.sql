-- A customer with an account came into being.
INSERT INTO customer_details(
  customer, has_account, site, email, username, first_name, last_name, phone,
  company, organization_id, tax_id, metadata, reference, contact, created_at, updated_at
) VALUES (
  :customer, 1, :site, :email, :username, :first_name, :last_name, :phone,
  :company ->> '$.name', :company ->> '$.organization_id', :company ->> '$.tax_id',
  :metadata, :reference, :contact, :occurred_at, :occurred_at
);

INSERT INTO customer_activity(customer, last_position, orders) VALUES (:customer, :position, 0);

INSERT INTO customer_words(rowid, first_name, last_name, email, company)
VALUES (:customer, :first_name, :last_name, :email, :company ->> '$.name');
