// What stands before the system's calls has to know of the plan.
#ifndef FAULTY_PLAN_H
#define FAULTY_PLAN_H

#include <stdbool.h>

/// Whether syncing an open file, past SQLite, goes wrong now.
bool faulty_sync_fails(int descriptor);

/// Notes that it went well.
void faulty_synced(int descriptor);

/// Whether the power that a path needs is gone: what a program does after that comes to nothing.
bool faulty_is_gone(const char *path);

/// Notes that a file has another name, which lasts when its folder is synced.
void faulty_named(const char *before, const char *path);

#endif
