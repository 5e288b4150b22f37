-- Keeps the personal part of an event beside its entry. Run by Writer.
INSERT INTO personal(position, salt, data) VALUES (?1, ?2, ?3)
