internal import CSQLite

/// Writes the transactions of one connection to its write-ahead log, each with as few calls as can be.
@safe final class WriteAheadLog {
  /// How much the file is made longer at a time, in bytes: about as much as twenty small transactions take.
  private static let room: Int32 = 1 << 20

  private let keepsRoom: Bool
  /// How many frames it had after the last commit.
  var frames = 0 {
    didSet { if frames < countedFrom { countedFrom = 0 } }
  }
  /// From which on they count towards the next time that it is carried over; 0 once it was begun anew.
  private var countedFrom = 0
  /// Made when something is written for the first time: who only reads needs none.
  private var log: UnsafeMutablePointer<csqlite_log>?

  /// - Parameter keepsRoom: Whether commits find room in the file: until a log begins anew in the same file,
  ///   each would have the system find space for it and write that down, which takes a disk longer than
  ///   what is committed. None is kept before a commit was seen to make the file longer, so that who writes
  ///   once writes no more than needed.
  init(keepsRoom: Bool) {
    self.keepsRoom = keepsRoom
  }

  deinit { unsafe log?.deallocate() }

  /// How many frames count towards the next time that it is carried over.
  var framesToCopy: Int { frames - countedFrom }

  /// Notes that somebody tries to carry it over, which is due after so many frames, and again after some
  /// more: others may stand in the way, for as long as they like.
  func noteAttempt(againAfter more: Int, of framesToCheckpoint: Int) {
    countedFrom = max(0, frames - framesToCheckpoint + max(1, more))
  }

  /// Runs what commits the present transaction, which holds the lock for writing.
  ///
  /// What it writes goes to the file in few pieces.
  func whileCommitting(_ database: OpaquePointer, _ body: () throws -> Void) rethrows {
    try unsafe gather(database, room: keepsRoom ? Self.room : 0, body)
  }

  /// Runs what writes a whole transaction, with its beginning and its end.
  ///
  /// As others may write before it begins, no room is kept.
  func whileWriting(_ database: OpaquePointer, _ body: () -> Void) {
    unsafe gather(database, room: 0, body)
  }

  private func gather(
    _ database: OpaquePointer,
    room: Int32,
    _ body: () throws -> Void
  ) rethrows {
    let log = unsafe self.log ?? Self.made()
    unsafe self.log = log
    unsafe csqlite_begin_gathering(log, database, room)
    defer { unsafe csqlite_end_gathering(log) }
    try body()
  }

  private static func made() -> UnsafeMutablePointer<csqlite_log> {
    let log = UnsafeMutablePointer<csqlite_log>.allocate(capacity: 1)
    unsafe log.initialize(to: csqlite_log())
    return unsafe log
  }
}
