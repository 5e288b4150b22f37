-- The events of some types that have one of some numbers in a field of their public part. No index
-- serves this, so it reads the whole log: for questions that are asked once in a long while. The types
-- and the numbers are JSON lists, the field is a JSON path.
SELECT position FROM events
WHERE type IN (SELECT value FROM json_each(?1)) AND data ->> ?2 IN (SELECT value FROM json_each(?3))
ORDER BY position
