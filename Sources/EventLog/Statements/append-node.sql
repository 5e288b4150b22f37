-- Keeps the hash of a complete subtree. Run by Writer at every 256th, 65,536th … event.
INSERT INTO nodes(level, number, hash) VALUES (?1, ?2, ?3)
