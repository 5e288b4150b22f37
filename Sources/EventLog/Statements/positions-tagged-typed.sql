-- The events that carry a tag, behind a position among those of one type, in the order of the index. Run
-- by Reader.
SELECT type, position FROM tags WHERE tag = ?1 AND (type, position) > (?2, ?3) ORDER BY type, position
