-- Notes the last erasure that still has to purge the read models and the write-ahead logs, by its
-- position; 0 for none, which holds only while no other one came in the place of the one that was purged.
UPDATE ledger SET pending_purge = ?1 WHERE one = 1 AND (?1 > 0 OR pending_purge = ?2)
