-- Whoever turned out to be somebody else is out of view in every group, until the merge is undone.
UPDATE groups SET members = members - 1
WHERE "group" IN (
  SELECT m."group" FROM group_members m
  WHERE m.customer = :from AND m.ended_at IS NULL AND NOT m.hidden
);

UPDATE group_members SET hidden = 1 WHERE customer = :from;
