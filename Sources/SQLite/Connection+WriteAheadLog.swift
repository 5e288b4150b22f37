internal import CSQLite

extension Connection {
  /// How much the write-ahead log is made longer at a time, in bytes: about as much as twenty small
  /// transactions take.
  private static let room: Int32 = 1 << 20

  /// Keeps room in the write-ahead log, so that most commits need not make the file longer.
  ///
  /// To be called within a transaction that writes. Until a log begins anew in the same file, each commit
  /// would have the system find space for it and write that down, which takes a disk longer than what is
  /// committed. Does nothing at the first transaction, so that who writes once writes no more than needed.
  package func keepRoomInWriteAheadLog() {
    unsafe csqlite_keep_room(handle, &writeAheadLength, Self.room)
  }

  /// Leaves it to the caller to carry the write-ahead log over into the database, and counts its frames
  /// in `writeAheadFrames`.
  package func countWriteAheadFrames() {
    unsafe sqlite3_wal_hook(
      handle,
      { context, _, _, frames in
        guard let context = unsafe context else { return SQLITE_OK }
        let connection = unsafe Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        connection.writeAheadFrames = Int(frames)
        return SQLITE_OK
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  /// Carries the write-ahead log over into the database and empties it.
  ///
  /// Does nothing when the database has no such log.
  ///
  /// - Throws: `SQLiteError` with `isBusy` when readers still need the log after the timeout.
  package func checkpointTruncate() throws(SQLiteError) {
    try checkpoint(SQLITE_CHECKPOINT_TRUNCATE)
  }

  /// Carries the write-ahead log over into the database, as far as nobody reads an older state, and without
  /// waiting for anybody.
  ///
  /// Where that is all of it and nobody reads it, the next transaction writes over it.
  package func checkpoint() throws(SQLiteError) {
    do {
      try checkpoint(SQLITE_CHECKPOINT_PASSIVE)
    } catch {
      // Somebody else is at it.
      guard error.isBusy else { throw error }
    }
  }

  private func checkpoint(_ mode: Int32) throws(SQLiteError) {
    try check(unsafe sqlite3_wal_checkpoint_v2(open(), "main", mode, nil, nil))
  }
}
