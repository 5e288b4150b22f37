-- A payment method is kept no longer.
DELETE FROM payment_methods WHERE payment_method = :payment_method;
