-- A customer left a group.
UPDATE groups SET members = members - 1
WHERE "group" = :group
  AND EXISTS (
    SELECT 1 FROM group_members m
    WHERE m.customer = :customer AND m."group" = :group AND m.ended_at IS NULL AND NOT m.hidden
  );

UPDATE group_members SET ended_at = :occurred_at
WHERE customer = :customer AND "group" = :group AND ended_at IS NULL;
