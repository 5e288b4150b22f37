-- The events of some types (a JSON list) that carry a tag, up to a position, oldest first: what a
-- decision depends on. The tags table is read first, whatever the planner thinks.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.command_id,
  e.correlation_id, e.causation, e.data, e.commitment, e.leaf, p.salt, p.data
FROM tags t
CROSS JOIN events e ON e.position = t.position
LEFT JOIN personal p ON p.position = e.position
WHERE t.tag = ?1 AND t.type IN (SELECT value FROM json_each(?2)) AND t.position <= ?3
ORDER BY t.position
