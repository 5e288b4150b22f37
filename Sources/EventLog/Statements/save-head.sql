-- Moves the head to the new end of the log, in the transaction that appended. Run by Writer.
UPDATE head SET size = ?1, root = ?2, edge = ?3 WHERE one = 1
