-- What the file consists of, to be compared with a new ledger's. Left out are the indexes that SQLite
-- makes by itself and the statistics of ANALYZE.
SELECT type, name, tbl_name, sql FROM sqlite_schema
WHERE NOT (type = 'index' AND sql IS NULL) AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))
ORDER BY type, name
