-- The event at a position. Run by Reader.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.command_id,
  e.correlation_id, e.causation, e.data, e.commitment, e.leaf, p.salt, p.data
FROM events e
LEFT JOIN personal p ON p.position = e.position
WHERE e.position = ?1
