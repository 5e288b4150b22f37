-- Takes an event out of the index of a value that was erased. Run by an erasure.
DELETE FROM lookups WHERE hash = ?1 AND position = ?2
