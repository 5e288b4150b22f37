-- Some neighbouring subtrees of one level, in order: at most 255 for a proof.
SELECT hash FROM nodes WHERE level = ?1 AND number >= ?2 AND number < ?3 ORDER BY number
