-- The highest number given out of a kind.
SELECT last FROM sequences WHERE kind = ?1
