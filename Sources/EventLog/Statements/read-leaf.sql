-- The leaf hash of the event at a position.
SELECT leaf FROM events WHERE position = ?1
