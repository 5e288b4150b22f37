-- The positions after a given one of the events that carry a tag.
SELECT position FROM tags WHERE tag = ?1 AND position > ?2 ORDER BY position
