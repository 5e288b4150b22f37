-- A customer got credit. The event says what is in the pot then.
INSERT INTO credit_entries(
  position, customer, kind, amount, balance, site, currency, name, occurred_at
) VALUES (
  :position, :customer, 'granted', :amount, :balance, COALESCE(:site, ''), :currency, :name,
  :occurred_at
);

INSERT INTO credit_balances(customer, site, currency, balance)
VALUES (:customer, COALESCE(:site, ''), :currency, :balance)
ON CONFLICT DO UPDATE SET balance = excluded.balance;
