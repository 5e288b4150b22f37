-- The newest event of one type that carries a tag. Run by Reader for each type that is asked for.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.command_id,
  e.correlation_id, e.causation, e.data, e.commitment, e.leaf, p.salt, p.data
FROM tags t
CROSS JOIN events e ON e.position = t.position
LEFT JOIN personal p ON p.position = e.position
WHERE t.tag = ?1 AND t.type = ?2
ORDER BY t.position DESC
LIMIT 1
