-- The tags of one kind with the positions of their events, sorted by tag. A kind ends with its colon;
-- the character behind that is a semicolon.
SELECT tag, position FROM tags WHERE tag >= ?1 || ':' AND tag < ?1 || ';' ORDER BY tag, position
