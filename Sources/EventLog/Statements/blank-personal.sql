-- Overwrites the personal part of an event in its place: the filler has as many bytes as what it
-- covers, so SQLite moves nothing and leaves no copy behind. Run by an erasure.
UPDATE personal
SET salt = zeroblob(length(salt)), data = printf('%*s', length(CAST(data AS BLOB)), '')
WHERE position = ?1
