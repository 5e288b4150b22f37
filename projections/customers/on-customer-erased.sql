-- A person was erased, and counts as removed. Catching up with an erasure fills all read models anew
-- from what is left, so nothing has to be taken out here.
UPDATE customer_details SET erased = 1, removed = 1, updated_at = :occurred_at
WHERE customer IN (SELECT value FROM json_each(:customers));

UPDATE customer_activity SET last_position = :position
WHERE customer IN (SELECT value FROM json_each(:customers));
