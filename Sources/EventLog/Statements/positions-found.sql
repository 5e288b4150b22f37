-- The events filed under the keyed hash of a value, oldest first. Run by Reader.
SELECT position FROM lookups WHERE hash = ?1 ORDER BY position
