-- How far each read model is: the version of its definition, the position of the last event it took
-- in, and the hash of that event, by which a ledger that was replaced shows. Of one that was added at
-- run time also what it consists of, and why it was given up, if it was. And how many events a second
-- were taken in when it was last rebuilt.
CREATE TABLE projections(
  name TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  position INTEGER NOT NULL,
  leaf BLOB,
  objects TEXT,
  problem TEXT,
  rate INTEGER
) STRICT, WITHOUT ROWID;
