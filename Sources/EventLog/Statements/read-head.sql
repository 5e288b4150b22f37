-- The end of the log: size, root and right edge.
SELECT size, root, edge FROM head WHERE one = 1
