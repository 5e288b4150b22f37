-- The events behind a position that are of some types and have one of some numbers in a field of their
-- public part. No index serves this, so it reads all that is behind the position: for questions that are
-- asked once in a long while. The types and the numbers are JSON lists, the field is a JSON path.
SELECT position FROM events
WHERE position > ?4
  AND type IN (SELECT value FROM json_each(?1)) AND data ->> ?2 IN (SELECT value FROM json_each(?3))
ORDER BY position
