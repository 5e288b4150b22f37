-- Remembers what a command with an id appended. Run by Writer.
INSERT INTO commands(command_id, first, last, fingerprint) VALUES (?1, ?2, ?3, ?4)
