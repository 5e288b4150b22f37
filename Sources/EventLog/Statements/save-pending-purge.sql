-- Notes whether an erasure still has to purge the read models and the write-ahead logs.
UPDATE ledger SET pending_purge = ?1 WHERE one = 1
