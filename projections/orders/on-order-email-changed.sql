-- An order is reached by another e-mail.
UPDATE orders SET email = :email WHERE "order" = :order;
