-- Whether one tag of one event is filed. Run by verification when the sums differ.
SELECT position FROM tags WHERE tag = ?1 AND type = ?2 AND position = ?3
