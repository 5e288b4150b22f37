-- A payment method is kept.
INSERT INTO payment_methods(
  payment_method, customer, gateway, label, expires_on, reusable, billing
) VALUES (
  :payment_method, :customer, :gateway, :label, :expires_on, :reusable, :billing
);
