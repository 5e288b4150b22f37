internal import CSQLite

extension Connection {
  /// Has each transaction be durable when it is committed.
  ///
  /// The file gets a write-ahead log, if it has none and can have one.
  package func commitDurably() throws(SQLiteError) {
    try useWriteAheadLog(WriteAheadLog(keepsRoom: true))
    try execute("PRAGMA synchronous = FULL")
  }

  /// Has transactions survive whatever becomes of the program; when the machine stops, the last ones may
  /// be lost, each as a whole.
  ///
  /// The file gets a write-ahead log, if it has none and can have one. Nobody waits for the disk when a
  /// transaction is committed, so that no room is kept either.
  ///
  /// - Returns: Whether it has such a log.
  @discardableResult
  package func commitConsistently() throws(SQLiteError) -> Bool {
    try useWriteAheadLog(WriteAheadLog(keepsRoom: false))
    try execute("PRAGMA synchronous = NORMAL")
    return writeAheadLog != nil
  }

  private func useWriteAheadLog(_ log: WriteAheadLog) throws(SQLiteError) {
    let mode = try text("PRAGMA journal_mode = WAL")
    writeAheadLog = mode == "wal" ? log : nil
  }

  /// Has transactions take no precautions, for a file that is thrown away when anything goes wrong.
  package func commitCarelessly() throws(SQLiteError) {
    writeAheadLog = nil
    try execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
  }

  /// Has the database be one file, which can be copied and opened anywhere, as soon as nobody uses it.
  package func leaveWriteAheadLog() throws(SQLiteError) {
    writeAheadLog = nil
    try execute("PRAGMA journal_mode = DELETE")
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
