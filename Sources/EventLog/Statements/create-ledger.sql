-- Names a new ledger and gives it its key. Run once, after schema.sql.
INSERT INTO ledger(one, origin, key) VALUES (1, ?1, ?2)
