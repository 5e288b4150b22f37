// The system's SQLite, and what Swift cannot import from it: variadic functions and cast constants.
#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#if __has_include(<sqlite3.h>)
#include <sqlite3.h>
#if SQLITE_VERSION_NUMBER < 3040000
#error "SQLite 3.40 or newer is needed, and sqlite3.h is of an older one"
#endif
#else
#error "sqlite3.h is missing: install libsqlite3-dev (Debian, Ubuntu), sqlite-devel (Fedora) or sqlite3 (Homebrew)"
#endif

#include <stdbool.h>
#include <string.h>

/// Switches one of the SQLITE_DBCONFIG_* options that take an int and report the state they left.
static inline int csqlite_configure(sqlite3 *database, int option, int value) {
  int state = 0;
  int code = sqlite3_db_config(database, option, value, &state);
  if (code != SQLITE_OK) return code;
  return state == value ? SQLITE_OK : SQLITE_ERROR;
}

/// Switches off the count of all memory that SQLite has taken, for which each of its allocations takes a
/// lock. Only before the first use of SQLite in a process; later it changes nothing.
static inline void csqlite_count_no_memory(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// Takes less memory for each connection before it is used: by default SQLite touches 80 KiB for pages to
/// come and 120 KiB for small allocations, and a program that answers one question needs little of it.
/// Only before the first use of SQLite in a process; later it changes nothing.
static inline void csqlite_start_small(void) {
  sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
  sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 40);
}

/// The functions that SQLite took its memory by before `csqlite_clear_large_memory`.
static sqlite3_mem_methods csqlite_memory = {0};

/// No memory of this size, one table of a WAL-index, is given out with what somebody left in it.
enum { csqlite_large_memory = 32768 };

static void *csqlite_cleared_memory(int count) {
  void *memory = csqlite_memory.xMalloc(count);
  if (memory && count >= csqlite_large_memory) memset(memory, 0, (size_t)count);
  return memory;
}

/// Has SQLite find zeros in large pieces of memory that it takes.
///
/// When a write-ahead log has a header and no whole frame behind it, as a crash can leave it, SQLite
/// recovers it with a table that it never fills, and copies that into the file of shared memory: whatever
/// the process had there before, also what has been erased since, would stand on the disk (walIndexRecover,
/// seen in 3.40.1). Only before the first use of SQLite in a process; later it changes nothing.
static inline void csqlite_clear_large_memory(void) {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &csqlite_memory) != SQLITE_OK) return;
  sqlite3_mem_methods cleared = csqlite_memory;
  cleared.xMalloc = csqlite_cleared_memory;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &cleared);
}

/// Binds a copy of UTF-8 text. A null pointer is empty text, where SQLite would bind NULL.
static inline int csqlite_bind_text(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_text64(
      statement, index, bytes ? (const char *)bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy of bytes. A null pointer is an empty blob, where SQLite would bind NULL.
static inline int csqlite_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

/// What a parameter is to be bound to.
typedef enum { csqlite_null, csqlite_integer, csqlite_text } csqlite_kind;

typedef struct {
  csqlite_kind kind;
  /// The integer, or how many bytes the text has.
  sqlite3_int64 number;
  /// UTF-8 that stays where it is until the statement has run.
  const char *text;
} csqlite_value;

/// Binds values to the parameters from the first on, runs a statement to its end, and tells whether it
/// changed rows. It is to be reset afterwards. `is_bound` keeps in mind which parameters are not NULL.
static inline int csqlite_run(
    sqlite3_stmt *statement, const csqlite_value *values, bool *is_bound, int count, bool *has_changed) {
  for (int index = 0; index < count; index++) {
    const csqlite_value *value = &values[index];
    int code = SQLITE_OK;
    switch (value->kind) {
      case csqlite_null:
        if (is_bound[index]) code = sqlite3_bind_null(statement, index + 1);
        break;
      case csqlite_integer:
        code = sqlite3_bind_int64(statement, index + 1, value->number);
        break;
      case csqlite_text:
        // A null pointer would be NULL, not the empty text.
        code = sqlite3_bind_text64(
            statement, index + 1, value->text ? value->text : "", (sqlite3_uint64)value->number,
            SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
    if (code != SQLITE_OK) return code;
    is_bound[index] = value->kind != csqlite_null;
  }
  int code;
  do code = sqlite3_step(statement);
  while (code == SQLITE_ROW);
  *has_changed =
      !sqlite3_stmt_readonly(statement) && sqlite3_changes64(sqlite3_db_handle(statement)) > 0;
  return code;
}

/// Compares values.
static inline bool csqlite_is_same(
    const csqlite_value *values, const csqlite_value *others, int count) {
  for (int index = 0; index < count; index++) {
    const csqlite_value *value = &values[index], *other = &others[index];
    if (value->kind != other->kind) return false;
    if (value->kind == csqlite_null) continue;
    if (value->number != other->number) return false;
    if (value->kind != csqlite_text || value->number == 0) continue;
    if (memcmp(value->text, other->text, (size_t)value->number) != 0) return false;
  }
  return true;
}

/// Compares two runs of bytes of the same length.
static inline bool csqlite_is_equal(const void *left, const void *right, size_t count) {
  return memcmp(left, right, count) == 0;
}

#endif
