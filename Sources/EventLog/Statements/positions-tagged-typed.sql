-- The events that carry a tag, from one type on, in the order of the index. Run by Reader.
SELECT type, position FROM tags WHERE tag = ?1 AND type >= ?2 ORDER BY type, position
