-- Keeps the highest number given out of a kind. Run by Writer before a commit.
INSERT INTO sequences(kind, last) VALUES (?1, ?2) ON CONFLICT(kind) DO UPDATE SET last = ?2
