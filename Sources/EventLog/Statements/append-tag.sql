-- Files an event under one thing it concerns. Run by Writer.
INSERT INTO tags(tag, type, position) VALUES (?1, ?2, ?3)
