-- What read models are made of: the events after one position up to another, oldest first, leaving
-- out those that happened after a business time when one is given.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.data, p.data
FROM events e
LEFT JOIN personal p ON p.position = e.position
WHERE e.position > ?1 AND e.position <= ?2 AND (?3 IS NULL OR e.occurred_at <= ?3)
ORDER BY e.position
