-- The events whose personal part is blank: no JSON text begins with a space.
SELECT e.position, e.type, e.version, e.data
FROM personal p
JOIN events e ON e.position = p.position
WHERE substr(p.data, 1, 1) = ' '
ORDER BY p.position
