-- A group is gone, and nobody is in it any more.
UPDATE group_members SET ended_at = :occurred_at WHERE "group" = :group AND ended_at IS NULL;

DELETE FROM groups WHERE "group" = :group;
