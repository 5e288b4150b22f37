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
    countFrames()
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
}
