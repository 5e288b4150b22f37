-- Files an event under the keyed hash of a value it can be found by. Run by Writer.
INSERT INTO lookups(hash, position) VALUES (?1, ?2)
