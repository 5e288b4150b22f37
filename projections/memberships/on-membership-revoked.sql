-- A customer is no member any more.
UPDATE customer_memberships SET ended_at = :occurred_at
WHERE customer = :customer AND membership = :membership AND ended_at IS NULL;
