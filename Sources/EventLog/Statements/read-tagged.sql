-- The events of some types that carry a tag, up to a position, oldest first: what a decision depends
-- on. The tags table is read first, whatever the planner thinks. Reader puts the names of the types in
-- the place of :types, which come from the catalogue: SQLite takes no list as a parameter.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.command_id,
  e.correlation_id, e.causation, e.data, e.commitment, e.leaf, p.salt, p.data
FROM tags t
CROSS JOIN events e ON e.position = t.position
LEFT JOIN personal p ON p.position = e.position
WHERE t.tag = ?1 AND t.type IN (:types) AND t.position <= ?2
ORDER BY t.position
