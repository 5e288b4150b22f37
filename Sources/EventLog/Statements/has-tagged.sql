-- Whether any event carries a tag: the first position, or no row.
SELECT position FROM tags WHERE tag = ?1 LIMIT 1
