#include "faulty_storage.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

/// What of a file has reached the disk for good.
struct image {
  char *path;
  unsigned char *bytes;
  int64_t size;
  struct image *next;
};

static struct {
  pthread_mutex_t mutex;
  char *folder;
  enum faulty_call call;
  enum faulty_way way;
  bool lasting;
  int64_t number, seen;
  bool has_failed;
  bool forgets_syncs;
  struct image *images;
} plan = {.mutex = PTHREAD_MUTEX_INITIALIZER};

/// SQLite's file, and behind it that of the storage there was.
struct faulty_file {
  sqlite3_file base;
  char *path;
};

static sqlite3_vfs *real;
static sqlite3_vfs faulty;

static sqlite3_file *below(sqlite3_file *file) {
  return (sqlite3_file *)((struct faulty_file *)file + 1);
}

static struct image *image_of(const char *path) {
  for (struct image *image = plan.images; image; image = image->next) {
    if (strcmp(image->path, path) == 0) return image;
  }
  struct image *image = calloc(1, sizeof *image);
  image->path = strdup(path);
  image->next = plan.images;
  plan.images = image;
  return image;
}

/// Takes what a file holds now for what a power loss leaves.
static void remember(const char *path) {
  struct image *image = image_of(path);
  free(image->bytes);
  image->bytes = NULL;
  image->size = 0;
  FILE *file = fopen(path, "rb");
  if (!file) return;
  fseek(file, 0, SEEK_END);
  int64_t size = ftell(file);
  rewind(file);
  image->bytes = malloc(size > 0 ? (size_t)size : 1);
  image->size = (int64_t)fread(image->bytes, 1, (size_t)size, file);
  fclose(file);
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

static bool is_half(void) { return plan.way == FAULTY_HALF; }

static int faulty_close(sqlite3_file *file) {
  int code = below(file)->pMethods->xClose(below(file));
  free(((struct faulty_file *)file)->path);
  return code;
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
  int code = below(file)->pMethods->xSync(below(file), flags);
  pthread_mutex_lock(&plan.mutex);
  if (code == SQLITE_OK && plan.folder && plan.way == FAULTY_POWER && !plan.forgets_syncs) {
    remember(((struct faulty_file *)file)->path);
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
  ((struct faulty_file *)file)->path = strdup(path);
  file->pMethods = &methods;
  pthread_mutex_lock(&plan.mutex);
  bool is_known = false;
  for (struct image *image = plan.images; image; image = image->next) {
    if (strcmp(image->path, path) == 0) is_known = true;
  }
  // What was there before the plan began has long been on the disk.
  if (!is_known && plan.way == FAULTY_POWER) remember(path);
  pthread_mutex_unlock(&plan.mutex);
  return SQLITE_OK;
}

static int faulty_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  (void)vfs;
  if (is_under_test(path)) {
    if (fails(FAULTY_DELETE)) return SQLITE_IOERR_DELETE;
    int code = real->xDelete(real, path, sync);
    pthread_mutex_lock(&plan.mutex);
    if (code == SQLITE_OK && plan.way == FAULTY_POWER) remember(path);
    pthread_mutex_unlock(&plan.mutex);
    return code;
  }
  return real->xDelete(real, path, sync);
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

void faulty_forget_syncs(void) { plan.forgets_syncs = true; }

static void forget_images(void) {
  while (plan.images) {
    struct image *image = plan.images;
    plan.images = image->next;
    free(image->path);
    free(image->bytes);
    free(image);
  }
}

void faulty_arm(const char *folder, enum faulty_call call, int64_t number, enum faulty_way way,
                bool lasting) {
  pthread_mutex_lock(&plan.mutex);
  forget_images();
  free(plan.folder);
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

/// Leaves of one file what reached the disk.
static bool lose(struct image *image, uint64_t *state) {
  FILE *file = fopen(image->path, "r+b");
  // Gone for good, or never there.
  if (!file) return true;
  fseek(file, 0, SEEK_END);
  int64_t size = ftell(file);
  bool is_good = true;
  // Nothing, all, or any part of what was written since has come through.
  uint64_t share = draw(state) % 5;
  // What was cut off comes back as a whole or not at all: nobody has written there, and how long a file
  // is changes in one step. A write-ahead log of which a part came back would be taken for a shorter one.
  bool is_cut = size < image->size && draw(state) % 4 < share;
  for (int64_t offset = 0; offset < image->size && is_good; offset += SECTOR) {
    if (offset >= size && is_cut) break;
    if (offset < size && draw(state) % 4 < share) continue;
    size_t count = (size_t)(image->size - offset < SECTOR ? image->size - offset : SECTOR);
    fseek(file, offset, SEEK_SET);
    is_good = fwrite(image->bytes + offset, 1, count, file) == count;
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
      fseek(file, offset, SEEK_SET);
      is_good = fwrite(zeros, 1, SECTOR, file) == SECTOR;
    }
  } else {
    kept = is_cut ? size : image->size;
  }
  is_good = fflush(file) == 0 && is_good;
  is_good = ftruncate(fileno(file), kept) == 0 && is_good;
  fclose(file);
  return is_good;
}

bool faulty_lose_power(uint64_t seed) {
  pthread_mutex_lock(&plan.mutex);
  bool is_good = true;
  for (struct image *image = plan.images; image; image = image->next) {
    size_t length = strlen(image->path);
    // Shared memory does not outlive the machine.
    char side[4096];
    if (length + 5 < sizeof side) {
      snprintf(side, sizeof side, "%s-shm", image->path);
      unlink(side);
    }
    is_good = lose(image, &seed) && is_good;
  }
  forget_images();
  pthread_mutex_unlock(&plan.mutex);
  return is_good;
}
