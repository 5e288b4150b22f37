-- The tables and views there are; those of SQLite itself are left out, and those that belong to a
-- virtual table, with which they come and go.
SELECT iif(type = 'view', 'view', 'table'), name FROM pragma_table_list
WHERE schema = 'main' AND type IN ('table', 'virtual', 'view')
  AND name NOT LIKE 'sqlite!_%' ESCAPE '!';
