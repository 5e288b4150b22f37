// Calls of the system that the product makes past SQLite. They stand before the system's own in any program
// that this is linked into, and do what those do but for files below a folder under test.
#if !defined(__APPLE__)
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

#include "faulty_plan.h"

int fsync(int descriptor) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  if (faulty_sync_fails(descriptor)) {
    errno = EIO;
    return -1;
  }
  int result = real(descriptor);
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
