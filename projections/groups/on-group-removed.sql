-- A group is gone, and nobody is in it any more.
INSERT INTO former_groups("group", ended_at, discount_percent, price_list, position)
SELECT "group", :occurred_at, discount_percent, price_list, :position
FROM groups
WHERE "group" = :group;

UPDATE group_members SET ended_at = :occurred_at WHERE "group" = :group AND ended_at IS NULL;

DELETE FROM groups WHERE "group" = :group;
