-- The tables WITHOUT ROWID that do not begin with the columns of their primary key, in its order: the
-- integrity check of SQLite 3.40 takes them for damaged.
SELECT DISTINCT t.name FROM pragma_table_list t, pragma_table_info(t.name) c
WHERE t.schema = 'main' AND t.wr AND c.pk > 0 AND c.cid <> c.pk - 1
ORDER BY t.name;
