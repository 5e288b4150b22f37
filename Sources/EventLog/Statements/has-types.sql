-- Whether one of the events after one position up to another is of one of some types, a JSON list.
SELECT 1 FROM events
WHERE position > ?1 AND position <= ?2 AND type IN (SELECT value FROM json_each(?3))
LIMIT 1
