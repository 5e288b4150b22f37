#include "faulty_storage.h"

#include <sqlite3.h>
#include <stdatomic.h>

static sqlite3_mem_methods real;
static _Atomic int64_t number;
static _Atomic int64_t seen;
static atomic_bool is_lasting;
static atomic_bool has_failed;

static bool fails(void) {
  int64_t wanted = atomic_load(&number);
  if (wanted == 0) return false;
  int64_t now = atomic_fetch_add(&seen, 1) + 1;
  bool result = now == wanted || (atomic_load(&is_lasting) && now > wanted);
  if (result) atomic_store(&has_failed, true);
  return result;
}

static void *faulty_malloc(int count) { return fails() ? NULL : real.xMalloc(count); }

static void *faulty_realloc(void *memory, int count) {
  return fails() ? NULL : real.xRealloc(memory, count);
}

bool faulty_install_memory(void) {
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) return false;
  sqlite3_mem_methods faulty = real;
  faulty.xMalloc = faulty_malloc;
  faulty.xRealloc = faulty_realloc;
  // What SQLite sets aside per connection would hide requests.
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty) == SQLITE_OK &&
         sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
}

void faulty_arm_memory(int64_t wanted, bool lasting) {
  atomic_store(&seen, 0);
  atomic_store(&has_failed, false);
  atomic_store(&is_lasting, lasting);
  atomic_store(&number, wanted);
}

bool faulty_disarm_memory(void) {
  atomic_store(&number, 0);
  return atomic_load(&has_failed);
}
