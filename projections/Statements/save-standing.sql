-- How far one read model is now.
INSERT OR REPLACE INTO projections(name, version, position, leaf) VALUES (?1, ?2, ?3, ?4);
