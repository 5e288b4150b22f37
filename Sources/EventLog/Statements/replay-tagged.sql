-- The same for the events that carry any of some tags: one entity and what it needs. An element of
-- the JSON list is a tag, or a tag and a type of events with a space between.
SELECT e.position, e.type, e.version, e.recorded_at, e.occurred_at, e.actor, e.channel, e.data, p.data
FROM (
  SELECT t.position
  FROM json_each(?1) w
  CROSS JOIN tags t
  WHERE instr(w.value, ' ') = 0 AND t.tag = w.value AND t.position <= ?2
  UNION
  SELECT t.position
  FROM json_each(?1) w
  CROSS JOIN tags t
  WHERE instr(w.value, ' ') > 0
    AND t.tag = substr(w.value, 1, instr(w.value, ' ') - 1)
    AND t.type = substr(w.value, instr(w.value, ' ') + 1)
    AND t.position <= ?2
) t
CROSS JOIN events e ON e.position = t.position
LEFT JOIN personal p ON p.position = e.position
WHERE ?3 IS NULL OR e.occurred_at <= ?3
ORDER BY e.position
