-- One file of a read model that was added at run time.
INSERT INTO projections(name, file, text) VALUES (?1, ?2, ?3)
