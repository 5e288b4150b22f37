-- The leaf hashes of the events after one position up to another, in order: at most 255 for a proof.
SELECT leaf FROM events WHERE position > ?1 AND position <= ?2 ORDER BY position
