// How a connection that writes again and again writes to its write-ahead log: with few calls, into
// room that the file has already.
#ifndef CSQLITE_WRITE_AHEAD_LOG_H
#define CSQLITE_WRITE_AHEAD_LOG_H

#include "shim.h"

/// How much is gathered: more than any page, and less than 128 KiB, which SQLite's own files do not take at
/// once.
enum { csqlite_most_gathered = 31 * 4096 };

/// What is known of one connection's write-ahead log; all zeros at first.
///
/// SQLite writes two pieces for each page that a transaction changed, its frame's head and the page, and
/// such a call costs the system as much as copying 20 KiB. While a transaction commits, or a backup writes
/// one, the file's own methods are replaced by `methods`, which gather those pieces; they are written before
/// anything else is asked of the file. With the transaction's last piece it has its own methods again.
typedef struct {
  /// The first member, so that a file with these methods leads here.
  sqlite3_io_methods methods;
  /// The file while pieces are gathered, and its own methods.
  sqlite3_file *file;
  const sqlite3_io_methods *own;
  /// How long the file was when the last commit began, with the zeros that were added then.
  sqlite3_int64 length;
  /// Where in the file the gathered bytes belong, and how many they are.
  sqlite3_int64 start;
  int count;
  /// Whether the next piece is the transaction's last. Soon after it others may read what was written, with
  /// or without a sync before.
  bool is_last_next;
  unsigned char bytes[csqlite_most_gathered];
} csqlite_log;

static inline csqlite_log *csqlite_log_of(sqlite3_file *file) { return (csqlite_log *)file->pMethods; }

static inline int csqlite_write_gathered(csqlite_log *log) {
  if (log->count == 0) return SQLITE_OK;
  int count = log->count;
  log->count = 0;
  return log->own->xWrite(log->file, log->bytes, count, log->start);
}

/// Gives the file its own methods back. What a commit or backup that failed has left is dropped.
static inline void csqlite_end_gathering(csqlite_log *log) {
  if (log->file) log->file->pMethods = log->own;
  log->file = NULL;
  log->count = 0;
}

/// Whether a piece is the head of a transaction's last frame: only there the second number is not 0, the
/// size of the database (SQLite's file format, 4.1).
static inline bool csqlite_is_last_head(const unsigned char *bytes, int count) {
  return count == 24 && (bytes[4] | bytes[5] | bytes[6] | bytes[7]) != 0;
}

static inline int csqlite_gather(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 start) {
  csqlite_log *log = csqlite_log_of(file);
  bool fits = count <= csqlite_most_gathered - log->count && start == log->start + log->count;
  if (log->count > 0 && !fits) {
    int code = csqlite_write_gathered(log);
    if (code != SQLITE_OK) return code;
  }
  if (log->count == 0) log->start = start;
  memcpy(log->bytes + log->count, bytes, (size_t)count);
  log->count += count;
  if (log->is_last_next) {
    int code = csqlite_write_gathered(log);
    csqlite_end_gathering(log);
    return code;
  }
  log->is_last_next = csqlite_is_last_head(bytes, count);
  return SQLITE_OK;
}

static inline int csqlite_read_after(sqlite3_file *file, void *bytes, int count, sqlite3_int64 start) {
  csqlite_log *log = csqlite_log_of(file);
  int code = csqlite_write_gathered(log);
  return code == SQLITE_OK ? log->own->xRead(file, bytes, count, start) : code;
}

static inline int csqlite_truncate_after(sqlite3_file *file, sqlite3_int64 size) {
  csqlite_log *log = csqlite_log_of(file);
  int code = csqlite_write_gathered(log);
  return code == SQLITE_OK ? log->own->xTruncate(file, size) : code;
}

static inline int csqlite_sync_after(sqlite3_file *file, int flags) {
  csqlite_log *log = csqlite_log_of(file);
  int code = csqlite_write_gathered(log);
  return code == SQLITE_OK ? log->own->xSync(file, flags) : code;
}

static inline int csqlite_size_after(sqlite3_file *file, sqlite3_int64 *size) {
  csqlite_log *log = csqlite_log_of(file);
  int code = csqlite_write_gathered(log);
  return code == SQLITE_OK ? log->own->xFileSize(file, size) : code;
}

/// Makes the write-ahead log longer by so many zeros, a multiple of 64 KiB, when the last commit made it
/// longer by less than that. By as much or more it grew by the zeros of another connection, or by a
/// transaction that is better off without.
///
/// Frames are written over the zeros, and whoever recovers the log stops at them. A failure changes nothing
/// but the time that commits take.
static inline void csqlite_keep_room(csqlite_log *log, sqlite3_file *file, int room) {
  const sqlite3_io_methods *methods = file->pMethods;
  sqlite3_int64 size = 0;
  if (methods->xFileSize(file, &size) != SQLITE_OK) return;
  bool has_grown = log->length > 0 && size > log->length && size - log->length < room;
  log->length = size;
  if (!has_grown) return;
  static const unsigned char zeros[65536];
  for (int done = 0; done < room; done += (int)sizeof zeros) {
    if (methods->xWrite(file, zeros, (int)sizeof zeros, log->length) != SQLITE_OK) return;
    log->length += (sqlite3_int64)sizeof zeros;
  }
}

/// Gathers what is written to the write-ahead log from now on, until `csqlite_end_gathering` at the latest,
/// and first of all keeps so much room in it.
///
/// For a database that has such a log. Room is kept only when a transaction is going to commit: nobody else
/// writes to the log then. Where a disk may harm what lies beside what it writes, SQLite writes other
/// pieces, and nothing is gathered.
static inline void csqlite_begin_gathering(csqlite_log *log, sqlite3 *database, int room) {
  if (log->file) return;
  sqlite3_file *file = NULL;
  if (sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK) return;
  if (!file || !file->pMethods) return;
  if (room > 0) csqlite_keep_room(log, file, room);
  if (!(file->pMethods->xDeviceCharacteristics(file) & SQLITE_IOCAP_POWERSAFE_OVERWRITE)) return;
  log->file = file;
  log->own = file->pMethods;
  log->is_last_next = false;
  log->methods = *file->pMethods;
  log->methods.xWrite = csqlite_gather;
  log->methods.xRead = csqlite_read_after;
  log->methods.xTruncate = csqlite_truncate_after;
  log->methods.xSync = csqlite_sync_after;
  log->methods.xFileSize = csqlite_size_after;
  file->pMethods = &log->methods;
}

#endif
