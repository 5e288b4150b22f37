-- How many groups `list` has in all.
-- as-of: everything
SELECT count(*) FROM documents;
