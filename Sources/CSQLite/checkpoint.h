// How the write-ahead log is carried over into its database, and from when on others may write again.
#ifndef CSQLITE_CHECKPOINT_H
#define CSQLITE_CHECKPOINT_H

#include "shim.h"

/// The write-ahead log of a connection that is carrying it over, with methods that tell of its first sync.
typedef struct {
  /// The first member, so that a file with these methods leads here.
  sqlite3_io_methods methods;
  sqlite3_file *file;
  /// Its own methods.
  const sqlite3_io_methods *own;
  void (*has_begun)(void *);
  void *context;
} csqlite_watched_log;

static inline int csqlite_sync_and_tell(sqlite3_file *file, int flags) {
  csqlite_watched_log *log = (csqlite_watched_log *)file->pMethods;
  file->pMethods = log->own;
  log->has_begun(log->context);
  return file->pMethods->xSync(file, flags);
}

/// Carries the write-ahead log over as far as nobody reads an older state, and tells as soon as nobody can
/// begin the log anew before that is done: when SQLite syncs the log, before it copies the first page, it
/// holds the lock that stands in the way of that (walCheckpoint, as of 3.7.0).
///
/// Tells nothing when there is nothing to copy, or no syncs are wanted. Gives the frames of the log, and
/// how many of them are in the database now.
static inline int csqlite_checkpoint(
    sqlite3 *database, void (*has_begun)(void *), void *context, int *frames, int *copied) {
  csqlite_watched_log log;
  log.file = NULL;
  log.has_begun = has_begun;
  log.context = context;
  sqlite3_file *file = NULL;
  int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
  if (code == SQLITE_OK && file && file->pMethods) {
    log.file = file;
    log.own = file->pMethods;
    log.methods = *file->pMethods;
    log.methods.xSync = csqlite_sync_and_tell;
    file->pMethods = &log.methods;
  }
  code = sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, frames, copied);
  if (log.file) log.file->pMethods = log.own;
  return code;
}

/// A database whose write-ahead log is to be emptied, with a method that refuses what must not be done
/// without the lock for writing.
typedef struct {
  /// The first member, so that a file with these methods leads here.
  sqlite3_io_methods methods;
  /// Its own methods.
  const sqlite3_io_methods *own;
  /// Whether the lock for writing was asked for, or had, and is not had now.
  bool is_unlocked;
} csqlite_guarded_database;

/// The first two locks of a WAL-index (SQLite's file format of it): for writing, and for carrying the log
/// over. Those of the readers come behind them.
enum { csqlite_write_lock = 0, csqlite_checkpoint_lock = 1 };

static inline int csqlite_lock_guarded(sqlite3_file *file, int first, int count, int flags) {
  csqlite_guarded_database *database = (csqlite_guarded_database *)file->pMethods;
  bool is_taking = flags == (SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE);
  if (is_taking && first > csqlite_checkpoint_lock && database->is_unlocked) return SQLITE_BUSY;
  int code = database->own->xShmLock(file, first, count, flags);
  // SQLite may have it for a moment, too, to read a header that somebody is writing.
  if (first == csqlite_write_lock) database->is_unlocked = !(is_taking && code == SQLITE_OK);
  return code;
}

/// Carries the whole write-ahead log over and empties it; SQLITE_BUSY, with nothing done, while somebody else
/// has the lock for writing.
///
/// SQLite by itself would carry the log over in that case, too, as far as it can be: without the lock.
static inline int csqlite_empty_log(sqlite3 *database) {
  csqlite_guarded_database guarded;
  guarded.own = NULL;
  guarded.is_unlocked = false;
  sqlite3_file *file = NULL;
  int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code == SQLITE_OK && file && file->pMethods && file->pMethods->iVersion >= 2) {
    guarded.own = file->pMethods;
    guarded.methods = *file->pMethods;
    guarded.methods.xShmLock = csqlite_lock_guarded;
    file->pMethods = &guarded.methods;
  }
  code = sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (guarded.own) file->pMethods = guarded.own;
  return code;
}

#endif
