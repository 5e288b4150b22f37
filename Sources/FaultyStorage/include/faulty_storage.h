// A storage for SQLite that fails when it is told to: below one folder, all else is left alone.
//
// Only for tests: the product does not link it. It takes the place of the system's `fsync`, `fdatasync`, `link`
// and `unlink` as well, which the product calls past SQLite. One plan at a time; with several threads the number of a call
// may differ from run to run.
#ifndef FAULTY_STORAGE_H
#define FAULTY_STORAGE_H

#include <stdbool.h>
#include <stdint.h>

/// The calls that can fail.
enum faulty_call {
  FAULTY_READ,
  FAULTY_WRITE,
  FAULTY_SYNC,
  FAULTY_TRUNCATE,
  FAULTY_OPEN,
  FAULTY_DELETE,
  FAULTY_SHARED_MEMORY,
  FAULTY_LOCK,
  /// Any of them.
  FAULTY_ANY,
};

/// What happens to the call.
enum faulty_way {
  /// It fails, without having done anything.
  FAULTY_ERROR,
  /// A write stores half of its bytes and says that the disk is full; a read gets half of its bytes,
  /// then zeros, as at the end of a file.
  FAULTY_HALF,
  /// The power goes: this call and all later ones fail, and what was not synced is lost. See
  /// `faulty_lose_power`.
  FAULTY_POWER,
};

/// Makes the storage SQLite's usual one; what is not below a folder under test goes to the one there
/// was. False when SQLite refuses.
bool faulty_install(void);

/// Lets the call of that kind and number, counted from 1, go wrong, below that folder. With `lasting`
/// all calls of the kind after it as well.
void faulty_arm(const char *folder, enum faulty_call call, int64_t number, enum faulty_way way,
                bool lasting);

/// Ends the plan; true when the fault has come about.
bool faulty_disarm(void);

/// Leaves of each file below the folder what a power loss leaves: what was synced, and of what was
/// written since then some sectors of 512 bytes and not others, drawn by the seed. Nobody may have the
/// files open any more. A name that a file was given lasts for sure when the folder was synced since then.
/// False when a file could not be written.
bool faulty_lose_power(const char *folder, uint64_t seed);

/// Makes a power loss take what was synced as well, as a disk that lies would: what the ledger promises
/// cannot hold then, and whoever tests that must notice.
void faulty_forget_syncs(void);

/// The same for those syncs alone that do not come from SQLite: as if the product had left them out.
void faulty_forget_own_syncs(void);

/// Has nobody wait for the disk: a power loss is played, and does not come. What is to fail fails all the same.
void faulty_leave_out_syncs(bool leaves_out);

/// Makes SQLite take its memory through this; before its first use only. False when it is too late.
bool faulty_install_memory(void);

/// Lets the request for memory with that number, counted from 1, find none; with `lasting` all after it.
void faulty_arm_memory(int64_t number, bool lasting);

/// Ends that; true when the fault has come about.
bool faulty_disarm_memory(void);

#endif
