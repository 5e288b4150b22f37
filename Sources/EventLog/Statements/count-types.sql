-- How many events there are of each type.
SELECT type, count(*) FROM events GROUP BY type ORDER BY type
