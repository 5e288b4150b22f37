-- A customer joined a group; whoever is in it, as by business times may be, joins anew.
UPDATE groups SET members = members + 1
WHERE "group" = :group
  AND NOT EXISTS (
    SELECT 1 FROM group_members m
    WHERE m.customer = :customer AND m."group" = :group AND m.ended_at IS NULL AND NOT m.hidden
  );

UPDATE group_members SET ended_at = :occurred_at
WHERE customer = :customer AND "group" = :group AND ended_at IS NULL;

INSERT INTO group_members(customer, "group", position, since)
VALUES (:customer, :group, :position, :occurred_at);
