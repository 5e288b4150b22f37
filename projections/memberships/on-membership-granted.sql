-- A customer became a member; another end takes the place of the one before.
UPDATE customer_memberships SET ended_at = :occurred_at
WHERE customer = :customer AND membership = :membership AND ended_at IS NULL;

INSERT INTO customer_memberships(customer, membership, position, since, until, "order")
VALUES (:customer, :membership, :position, :occurred_at, :until, :order);
