-- A customer is one of their own again, and back in the groups that the other one was in, too.
UPDATE groups SET members = members + 1
WHERE "group" IN (
  SELECT m."group" FROM group_members m
  WHERE m.customer = :from AND m.ended_at IS NULL AND m.hidden
);

UPDATE group_members SET hidden = 0 WHERE customer = :from;
