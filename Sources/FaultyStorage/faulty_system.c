// Calls of the system that the product makes past SQLite. They stand before the system's own in any program
// that this is linked into, and do what those do but for files below a folder under test.
#if !defined(__APPLE__)
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <unistd.h>

#include "faulty_plan.h"
#include "faulty_storage.h"

static atomic_bool are_syncs_left_out;

void faulty_leave_out_syncs(bool leaves_out) { atomic_store(&are_syncs_left_out, leaves_out); }

static int sync_really(const char *name, int descriptor) {
  if (atomic_load(&are_syncs_left_out)) return 0;
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  return real(descriptor);
}

/// SQLite's, which come through its storage.
int fdatasync(int descriptor) { return sync_really("fdatasync", descriptor); }

int fsync(int descriptor) {
  if (faulty_sync_fails(descriptor)) {
    errno = EIO;
    return -1;
  }
  int result = sync_really("fsync", descriptor);
  if (result == 0) faulty_synced(descriptor);
  return result;
}

int unlink(const char *path) {
  int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
  if (faulty_is_gone(path)) {
    errno = EIO;
    return -1;
  }
  return real(path);
}

int link(const char *before, const char *path) {
  int (*real)(const char *, const char *) =
      (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "link");
  if (faulty_is_gone(path)) {
    errno = EIO;
    return -1;
  }
  int result = real(before, path);
  if (result == 0) faulty_named(before, path);
  return result;
}
