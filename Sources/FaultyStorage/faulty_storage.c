#include "faulty_storage.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faulty_plan.h"

#define SECTOR 512

/// What of a file has reached the disk for good, whatever the file is called by now.
///
/// The file stays open all the time: closing it would take away the locks that SQLite has on it, and a file
/// that is gone must not lend its number to another one.
struct image {
  int file;
  struct stat identity;
  unsigned char *bytes;
  int64_t size;
  struct image *next;
};

/// A name that a file was given, and that is not yet on the disk.
struct name {
  char *path;
  char *before;
  struct name *next;
};

static struct {
  pthread_mutex_t mutex;
  /// Who began the plan.
  pthread_t thread;
  char *folder;
  enum faulty_call call;
  enum faulty_way way;
  bool lasting;
  int64_t number, seen;
  bool has_failed;
  bool forgets_syncs, forgets_own_syncs;
  struct image *images;
  struct name *names;
} plan = {.mutex = PTHREAD_MUTEX_INITIALIZER};

/// Whether this thread is within SQLite's own storage, whose syncs have been counted.
static _Thread_local bool is_below;

/// SQLite's file, and behind it that of the storage there was.
struct faulty_file {
  sqlite3_file base;
  struct stat identity;
};

static sqlite3_vfs *real;
static sqlite3_vfs faulty;

static sqlite3_file *below(sqlite3_file *file) {
  return (sqlite3_file *)((struct faulty_file *)file + 1);
}

/// The image of a file; nil when nobody has looked at it yet.
static struct image *known_image(const struct stat *identity) {
  for (struct image *image = plan.images; image; image = image->next) {
    if (image->identity.st_ino == identity->st_ino && image->identity.st_dev == identity->st_dev) {
      return image;
    }
  }
  return NULL;
}

/// Takes what a file holds now for what a power loss leaves.
static void remember(struct image *image) {
  free(image->bytes);
  image->size = 0;
  struct stat now;
  int64_t size = fstat(image->file, &now) == 0 ? now.st_size : 0;
  image->bytes = malloc(size > 0 ? (size_t)size : 1);
  while (image->size < size) {
    ssize_t count =
        pread(image->file, image->bytes + image->size, (size_t)(size - image->size), image->size);
    if (count <= 0) break;
    image->size += count;
  }
}

/// Looks at a file for the first time: what is there has long been on the disk.
static void meet(const char *path) {
  struct stat identity;
  if (lstat(path, &identity) != 0 || !S_ISREG(identity.st_mode) || known_image(&identity)) return;
  struct image *image = calloc(1, sizeof *image);
  image->file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  image->identity = identity;
  image->next = plan.images;
  plan.images = image;
  remember(image);
}

/// Whether this call goes wrong.
static bool fails(enum faulty_call call) {
  pthread_mutex_lock(&plan.mutex);
  bool result = false;
  if (plan.folder && plan.has_failed && plan.way == FAULTY_POWER) {
    result = true;
  } else if (plan.folder && (plan.call == call || plan.call == FAULTY_ANY)) {
    plan.seen += 1;
    result = plan.seen == plan.number || (plan.lasting && plan.seen > plan.number);
    if (result) plan.has_failed = true;
  }
  pthread_mutex_unlock(&plan.mutex);
  return result;
}

/// Whether a call goes wrong that did not come through SQLite.
///
/// Those of other threads only save time, and come when they like: they are not counted.
static bool fails_beside(enum faulty_call call) {
  pthread_mutex_lock(&plan.mutex);
  bool is_counted = pthread_equal(plan.thread, pthread_self());
  bool is_gone = plan.folder && plan.has_failed && (plan.way == FAULTY_POWER || plan.lasting);
  pthread_mutex_unlock(&plan.mutex);
  return is_counted ? fails(call) : is_gone;
}

static bool is_half(void) { return plan.way == FAULTY_HALF; }

static int faulty_close(sqlite3_file *file) {
  return below(file)->pMethods->xClose(below(file));
}

static int faulty_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  if (fails(FAULTY_READ)) {
    if (!is_half()) return SQLITE_IOERR_READ;
    below(file)->pMethods->xRead(below(file), bytes, count, offset);
    memset((char *)bytes + count / 2, 0, (size_t)(count - count / 2));
    return SQLITE_IOERR_SHORT_READ;
  }
  return below(file)->pMethods->xRead(below(file), bytes, count, offset);
}

static int faulty_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  if (fails(FAULTY_WRITE)) {
    if (plan.way == FAULTY_ERROR) return SQLITE_IOERR_WRITE;
    // A torn page: the power went, or the disk was full, in the middle of it.
    below(file)->pMethods->xWrite(below(file), bytes, count / 2, offset);
    return is_half() ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  }
  return below(file)->pMethods->xWrite(below(file), bytes, count, offset);
}

static int faulty_truncate(sqlite3_file *file, sqlite3_int64 size) {
  if (fails(FAULTY_TRUNCATE)) return SQLITE_IOERR_TRUNCATE;
  return below(file)->pMethods->xTruncate(below(file), size);
}

static int faulty_sync(sqlite3_file *file, int flags) {
  if (fails(FAULTY_SYNC)) return SQLITE_IOERR_FSYNC;
  is_below = true;
  int code = below(file)->pMethods->xSync(below(file), flags);
  is_below = false;
  pthread_mutex_lock(&plan.mutex);
  if (code == SQLITE_OK && plan.folder && plan.way == FAULTY_POWER && !plan.forgets_syncs) {
    struct image *image = known_image(&((struct faulty_file *)file)->identity);
    if (image) remember(image);
  }
  pthread_mutex_unlock(&plan.mutex);
  return code;
}

static int faulty_size(sqlite3_file *file, sqlite3_int64 *size) {
  return below(file)->pMethods->xFileSize(below(file), size);
}

static int faulty_lock(sqlite3_file *file, int lock) {
  if (fails(FAULTY_LOCK)) return SQLITE_IOERR_LOCK;
  return below(file)->pMethods->xLock(below(file), lock);
}

static int faulty_unlock(sqlite3_file *file, int lock) {
  return below(file)->pMethods->xUnlock(below(file), lock);
}

static int faulty_check_lock(sqlite3_file *file, int *result) {
  return below(file)->pMethods->xCheckReservedLock(below(file), result);
}

static int faulty_control(sqlite3_file *file, int operation, void *argument) {
  return below(file)->pMethods->xFileControl(below(file), operation, argument);
}

static int faulty_sector_size(sqlite3_file *file) {
  return below(file)->pMethods->xSectorSize(below(file));
}

static int faulty_characteristics(sqlite3_file *file) {
  return below(file)->pMethods->xDeviceCharacteristics(below(file));
}

static int faulty_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
  if (fails(FAULTY_SHARED_MEMORY)) {
    *memory = NULL;
    return SQLITE_IOERR_SHMMAP;
  }
  return below(file)->pMethods->xShmMap(below(file), page, size, extend, memory);
}

static int faulty_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  if (flags & SQLITE_SHM_LOCK && fails(FAULTY_LOCK)) return SQLITE_IOERR_SHMLOCK;
  return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}

static void faulty_barrier(sqlite3_file *file) {
  below(file)->pMethods->xShmBarrier(below(file));
}

static int faulty_unmap(sqlite3_file *file, int delete) {
  return below(file)->pMethods->xShmUnmap(below(file), delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = faulty_close,
    .xRead = faulty_read,
    .xWrite = faulty_write,
    .xTruncate = faulty_truncate,
    .xSync = faulty_sync,
    .xFileSize = faulty_size,
    .xLock = faulty_lock,
    .xUnlock = faulty_unlock,
    .xCheckReservedLock = faulty_check_lock,
    .xFileControl = faulty_control,
    .xSectorSize = faulty_sector_size,
    .xDeviceCharacteristics = faulty_characteristics,
    .xShmMap = faulty_map,
    .xShmLock = faulty_shared_lock,
    .xShmBarrier = faulty_barrier,
    .xShmUnmap = faulty_unmap,
};

/// Whether a file lies below the folder under test.
static bool is_under_test(const char *path) {
  pthread_mutex_lock(&plan.mutex);
  bool result = path && plan.folder && strncmp(path, plan.folder, strlen(plan.folder)) == 0;
  pthread_mutex_unlock(&plan.mutex);
  return result;
}

static int faulty_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                       int *flags_out) {
  (void)vfs;
  if (!is_under_test(path)) return real->xOpen(real, path, file, flags, flags_out);
  file->pMethods = NULL;
  if (fails(FAULTY_OPEN)) return SQLITE_CANTOPEN;
  int code = real->xOpen(real, path, below(file), flags, flags_out);
  if (code != SQLITE_OK) {
    if (below(file)->pMethods) below(file)->pMethods->xClose(below(file));
    return code;
  }
  file->pMethods = &methods;
  struct stat *identity = &((struct faulty_file *)file)->identity;
  memset(identity, 0, sizeof *identity);
  lstat(path, identity);
  pthread_mutex_lock(&plan.mutex);
  if (plan.way == FAULTY_POWER) meet(path);
  pthread_mutex_unlock(&plan.mutex);
  return SQLITE_OK;
}

static int faulty_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  if (is_under_test(path) && fails(FAULTY_DELETE)) return SQLITE_IOERR_DELETE;
  is_below = true;
  int code = real->xDelete(real, path, sync);
  is_below = false;
  return code;
}

bool faulty_install(void) {
  if (real) return true;
  real = sqlite3_vfs_find(NULL);
  if (!real) return false;
  faulty = *real;
  faulty.zName = "faulty";
  faulty.szOsFile = real->szOsFile + (int)sizeof(struct faulty_file);
  faulty.xOpen = faulty_open;
  faulty.xDelete = faulty_delete;
  return sqlite3_vfs_register(&faulty, 1) == SQLITE_OK;
}

void faulty_forget_syncs(void) { plan.forgets_syncs = plan.forgets_own_syncs = true; }

void faulty_forget_own_syncs(void) { plan.forgets_own_syncs = true; }

/// Whether an open file lies below the folder under test, and what it is.
static bool is_open_under_test(int descriptor, struct stat *identity) {
  char path[4096];
#ifdef __APPLE__
  bool has_path = fcntl(descriptor, F_GETPATH, path) == 0;
#else
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 2);
  bool has_path = length > 0;
  if (has_path) path[length] = 0;
#endif
  if (!has_path || fstat(descriptor, identity) != 0) return false;
  // The folder itself counts as well.
  if (S_ISDIR(identity->st_mode)) strcat(path, "/");
  return is_under_test(path);
}

bool faulty_sync_fails(int descriptor) {
  struct stat identity;
  return !is_below && is_open_under_test(descriptor, &identity) && fails_beside(FAULTY_SYNC);
}

static void forget_names(void) {
  while (plan.names) {
    struct name *name = plan.names;
    plan.names = name->next;
    free(name->path);
    free(name->before);
    free(name);
  }
}

void faulty_synced(int descriptor) {
  struct stat identity;
  if (is_below || !is_open_under_test(descriptor, &identity)) return;
  pthread_mutex_lock(&plan.mutex);
  struct image *image = known_image(&identity);
  if (plan.folder && plan.way == FAULTY_POWER && !plan.forgets_own_syncs) {
    // All works have one folder.
    if (S_ISDIR(identity.st_mode)) {
      forget_names();
    } else if (image) {
      remember(image);
    }
  }
  pthread_mutex_unlock(&plan.mutex);
}

bool faulty_is_gone(const char *path) {
  if (is_below || !is_under_test(path)) return false;
  pthread_mutex_lock(&plan.mutex);
  bool result = plan.has_failed && plan.way == FAULTY_POWER;
  pthread_mutex_unlock(&plan.mutex);
  return result;
}

void faulty_named(const char *before, const char *path) {
  if (!is_under_test(path)) return;
  pthread_mutex_lock(&plan.mutex);
  struct name *name = calloc(1, sizeof *name);
  name->path = strdup(path);
  name->before = strdup(before);
  name->next = plan.names;
  plan.names = name;
  pthread_mutex_unlock(&plan.mutex);
}

static void forget_images(void) {
  while (plan.images) {
    struct image *image = plan.images;
    plan.images = image->next;
    if (image->file >= 0) close(image->file);
    free(image->bytes);
    free(image);
  }
}

void faulty_arm(const char *folder, enum faulty_call call, int64_t number, enum faulty_way way,
                bool lasting) {
  pthread_mutex_lock(&plan.mutex);
  forget_images();
  forget_names();
  free(plan.folder);
  plan.thread = pthread_self();
  plan.folder = strdup(folder);
  plan.call = call;
  plan.number = number;
  plan.way = way;
  plan.lasting = lasting;
  plan.seen = 0;
  plan.has_failed = false;
  pthread_mutex_unlock(&plan.mutex);
}

bool faulty_disarm(void) {
  pthread_mutex_lock(&plan.mutex);
  free(plan.folder);
  plan.folder = NULL;
  bool result = plan.has_failed;
  pthread_mutex_unlock(&plan.mutex);
  return result;
}

static uint64_t draw(uint64_t *state) {
  *state += 0x9e3779b97f4a7c15;
  uint64_t mixed = *state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

static bool put(int file, const unsigned char *bytes, int64_t count, int64_t offset) {
  return pwrite(file, bytes, (size_t)count, offset) == count;
}

/// Leaves of one file what reached the disk.
static bool lose(struct image *image, uint64_t *state) {
  struct stat now;
  if (image->file < 0 || fstat(image->file, &now) != 0) return false;
  // Gone for good.
  if (now.st_nlink == 0) return true;
  int64_t size = now.st_size;
  bool is_good = true;
  // Nothing, all, or any part of what was written since has come through.
  uint64_t share = draw(state) % 5;
  // What was cut off comes back as a whole or not at all: nobody has written there, and how long a file
  // is changes in one step. A write-ahead log of which a part came back would be taken for a shorter one.
  bool is_cut = size < image->size && draw(state) % 4 < share;
  for (int64_t offset = 0; offset < image->size && is_good; offset += SECTOR) {
    if (offset >= size && is_cut) break;
    if (offset < size && draw(state) % 4 < share) continue;
    int64_t count = image->size - offset < SECTOR ? image->size - offset : SECTOR;
    is_good = put(image->file, image->bytes + offset, count, offset);
  }
  int64_t kept = size;
  if (size > image->size) {
    // What was appended comes through up to some sector, with holes.
    int64_t appended = (size - image->size) / SECTOR + 1;
    kept = image->size + (int64_t)(draw(state) % (uint64_t)(appended + 1)) * SECTOR;
    if (kept > size || share >= 4) kept = size;
    static const unsigned char zeros[SECTOR];
    for (int64_t offset = image->size; offset + SECTOR <= kept && is_good; offset += SECTOR) {
      if (draw(state) % 4 < share) continue;
      is_good = put(image->file, zeros, SECTOR, offset);
    }
  } else {
    kept = is_cut ? size : image->size;
  }
  return ftruncate(image->file, kept) == 0 && is_good;
}

/// Shared memory does not outlive the machine.
static void remove_shared_memory(const char *folder) {
  DIR *listing = opendir(folder);
  if (!listing) return;
  for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
    size_t length = strlen(entry->d_name);
    if (length < 4 || strcmp(entry->d_name + length - 4, "-shm") != 0) continue;
    unlinkat(dirfd(listing), entry->d_name, 0);
  }
  closedir(listing);
}

bool faulty_lose_power(const char *folder, uint64_t seed) {
  pthread_mutex_lock(&plan.mutex);
  remove_shared_memory(folder);
  bool is_good = true;
  for (struct image *image = plan.images; image; image = image->next) {
    is_good = lose(image, &seed) && is_good;
  }
  for (struct name *name = plan.names; name; name = name->next) {
    // One that is gone again has nothing to lose.
    if (draw(&seed) % 2 == 0 && access(name->path, F_OK) == 0) {
      is_good = rename(name->path, name->before) == 0 && is_good;
    }
  }
  forget_images();
  forget_names();
  pthread_mutex_unlock(&plan.mutex);
  return is_good;
}
