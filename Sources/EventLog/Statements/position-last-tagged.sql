-- The position of the newest event of one type that carries a tag. Run by Reader for each type that is
-- asked for.
SELECT position FROM tags WHERE tag = ?1 AND type = ?2 ORDER BY position DESC LIMIT 1
