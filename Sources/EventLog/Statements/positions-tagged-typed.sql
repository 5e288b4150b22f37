-- The events of one type that carry a tag, up to a position, oldest first: what a decision depends on.
-- Run by Reader.
SELECT position FROM tags WHERE tag = ?1 AND type = ?2 AND position <= ?3 ORDER BY position
