-- An order went to the customer who claimed it. Its e-mail follows only when the event carries one.
UPDATE orders SET customer = :to, email = COALESCE(:email, email) WHERE "order" = :order;
