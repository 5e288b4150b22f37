-- A group came into being.
INSERT INTO groups("group", name, discount_percent, price_list, metadata, members)
VALUES (:group, :name, :discount_percent, :price_list, :metadata, 0)
ON CONFLICT DO NOTHING;

INSERT INTO group_terms("group", created, position, since, discount_percent, price_list)
VALUES (:group, :position, :position, :occurred_at, :discount_percent, :price_list);
