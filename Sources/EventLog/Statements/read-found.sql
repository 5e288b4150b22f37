-- The events filed under the keyed hash of a value, oldest first.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.command_id,
  e.correlation_id, e.causation, e.data, e.commitment, e.leaf, p.salt, p.data
FROM lookups l
CROSS JOIN events e ON e.position = l.position
LEFT JOIN personal p ON p.position = e.position
WHERE l.hash = ?1
ORDER BY l.position
