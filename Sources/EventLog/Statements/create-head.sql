-- The head of an empty log. Run once, after schema.sql.
INSERT INTO head(one, size, root, edge) VALUES (1, 0, ?1, x'')
