-- A restored customer is back in their groups.
UPDATE groups SET members = members + 1
WHERE "group" IN (
  SELECT m."group" FROM group_members m
  WHERE m.customer = :customer AND m.ended_at IS NULL AND m.hidden
);

UPDATE group_members SET hidden = 0 WHERE customer = :customer;
