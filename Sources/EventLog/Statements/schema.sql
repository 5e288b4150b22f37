-- The format of a ledger file, version 1. Run once, when a ledger is made.
-- `application_id` says that the file is a Daybook ledger, `user_version` which format it has.
PRAGMA application_id = 1147238754; -- "Dayb"
PRAGMA user_version = 1;

-- The log: the only truth. `data` is the public part as RFC 8785 text, exactly the bytes that are
-- hashed; `commitment` binds the personal part; `leaf` is the RFC 6962 leaf hash of the entry.
CREATE TABLE events(
  position INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  recorded_at TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  channel TEXT NOT NULL,
  command_id TEXT,
  correlation_id TEXT,
  causation INTEGER,
  data TEXT NOT NULL,
  commitment BLOB,
  leaf BLOB NOT NULL
) STRICT;

-- History is never rewritten, whatever program opens the file.
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN
  SELECT RAISE(ABORT, 'an event is never changed');
END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN
  SELECT RAISE(ABORT, 'an event is never deleted');
END;
-- INSERT OR REPLACE would slip past the trigger above.
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
  WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position) BEGIN
  SELECT RAISE(ABORT, 'an event is never replaced');
END;

-- The part of an event that belongs to a person and can be erased: a salt of 32 random bytes and
-- the fields as RFC 8785 text. An erased row keeps its length: salt of zeros, data of spaces.
CREATE TABLE personal(
  position INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  data TEXT NOT NULL
) STRICT;

-- What each event concerns: the index that decisions and audit read by.
CREATE TABLE tags(
  tag TEXT NOT NULL,
  type TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (tag, type, position)
) STRICT, WITHOUT ROWID;

-- E-mails, user names, references and order numbers as keyed hashes (HMAC-SHA-256 with the key of
-- this ledger, 16 bytes): where a value is found without being readable here.
CREATE TABLE lookups(
  hash BLOB NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (hash, position)
) STRICT, WITHOUT ROWID;

-- The commands that were given an id: the positions they appended, and a keyed fingerprint of
-- their content, null where only the id decides.
CREATE TABLE commands(
  command_id TEXT PRIMARY KEY,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  fingerprint BLOB
) STRICT, WITHOUT ROWID;

-- The highest number given out of each kind; numbers are never used twice.
CREATE TABLE sequences(
  kind TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Hashes of complete subtrees of 2^level leaves, levels 8, 16, 24 …: a proof need not read the log.
CREATE TABLE nodes(
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;

-- How long the log is and what it hashes to, so that a cut tail shows; `edge` are the hashes of the
-- complete subtrees along the right edge of the tree, largest first.
CREATE TABLE head(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  edge BLOB NOT NULL
) STRICT;

-- The ledger's name in checkpoints, its own random key, and the position of an erasure that still
-- has to purge the read models; 0 when there is none.
CREATE TABLE ledger(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  origin TEXT NOT NULL,
  key BLOB NOT NULL,
  pending_purge INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The texts of read models that were added to this ledger at run time.
CREATE TABLE projections(
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (name, file)
) STRICT, WITHOUT ROWID;
