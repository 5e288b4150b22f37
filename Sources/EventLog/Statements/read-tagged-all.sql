-- All events that carry a tag, whatever their type, between two positions, oldest first.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.command_id,
  e.correlation_id, e.causation, e.data, e.commitment, e.leaf, p.salt, p.data
FROM tags t
CROSS JOIN events e ON e.position = t.position
LEFT JOIN personal p ON p.position = e.position
WHERE t.tag = ?1 AND t.position > ?2 AND t.position <= ?3
ORDER BY t.position
