-- Credit was corrected, up or down. What is in the pot then is counted anew: by business times
-- bookings may be left out.
INSERT INTO credit_balances(customer, site, currency, balance)
VALUES (:customer, COALESCE(:site, ''), :currency, :amount)
ON CONFLICT DO UPDATE SET balance = balance + excluded.balance;

INSERT INTO credit_entries(
  position, customer, kind, amount, balance, site, currency, name, occurred_at, corrects
) VALUES (
  :position, :customer, 'corrected', :amount,
  (
    SELECT b.balance FROM credit_balances b
    WHERE b.customer = :customer AND b.site = COALESCE(:site, '') AND b.currency = :currency
  ),
  COALESCE(:site, ''), :currency, :name,
  :occurred_at, :corrects
);
