-- A customer joined a group.
INSERT INTO group_members(customer, "group", position, since)
VALUES (:customer, :group, :position, :occurred_at);

UPDATE groups SET members = members + 1 WHERE "group" = :group;
