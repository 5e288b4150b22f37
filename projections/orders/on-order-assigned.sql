-- An order went to another customer. Its e-mail follows when the event carries one.
UPDATE orders SET customer = :to, email = COALESCE(:email, email) WHERE "order" = :order;
