-- The same for the events that carry any of some tags (a JSON list): one entity and what it needs.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.data, p.data
FROM (
  SELECT DISTINCT position FROM tags
  WHERE tag IN (SELECT value FROM json_each(?1)) AND position <= ?2
) t
CROSS JOIN events e ON e.position = t.position
LEFT JOIN personal p ON p.position = e.position
WHERE ?3 IS NULL OR e.occurred_at <= ?3
ORDER BY e.position
