-- How far one read model is now.
INSERT OR REPLACE INTO projections(name, version, position, leaf, objects, problem, rate)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
