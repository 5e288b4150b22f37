-- The tables and views there are, those of SQLite itself left out.
SELECT type, name FROM sqlite_schema
WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!';
