-- An erased person is out of view in every group, as a removed customer is.
UPDATE groups SET members = members - (
  SELECT count(*) FROM group_members m
  WHERE m."group" = groups."group"
    AND m.customer IN (SELECT value FROM json_each(:customers))
    AND m.ended_at IS NULL
    AND NOT m.hidden
)
WHERE "group" IN (
  SELECT m."group" FROM group_members m
  WHERE m.customer IN (SELECT value FROM json_each(:customers))
    AND m.ended_at IS NULL
    AND NOT m.hidden
);

UPDATE group_members SET hidden = 1 WHERE customer IN (SELECT value FROM json_each(:customers));
