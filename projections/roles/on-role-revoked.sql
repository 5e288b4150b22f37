-- A customer lost a role.
UPDATE customer_roles SET ended_at = :occurred_at
WHERE customer = :customer AND role = :role AND ended_at IS NULL;
