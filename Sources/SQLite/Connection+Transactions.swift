extension Connection {
  /// Runs the closure in a transaction that may write, and commits it.
  ///
  /// Takes the write lock at the start, so a wait for it happens before anything was read; when others
  /// want it as well, they come between two such transactions. An error rolls everything back and is
  /// passed on. When SQLite rolled back by itself and the closure went on regardless, the commit fails:
  /// success is never reported for work that is gone.
  ///
  /// - Throws: what the closure throws; `SQLiteError`, with `isBusy` when the lock was not to be had.
  package func immediate<Result>(_ body: () throws -> Result) throws -> Result {
    let result = try writing { try transaction("BEGIN IMMEDIATE", commit, body) }
    // Should it fail, the log gets longer, and a later one tries again.
    if carriesLogOver, isCheckpointDue { _ = try? checkpoint() }
    return result
  }

  /// Runs the closure on one snapshot of the database, taken at its first read.
  ///
  /// - Throws: what the closure throws, or `SQLiteError`.
  package func reading<Result>(_ body: () throws -> Result) throws -> Result {
    try transaction("BEGIN", { try run("COMMIT") }, body)
  }

  private func transaction<Result>(
    _ begin: String,
    _ commit: () throws -> Void,
    _ body: () throws -> Result
  ) throws -> Result {
    try run(begin)
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      // The first error says what went wrong; that of a failed roll-back would only hide it, and
      // the next BEGIN would report it.
      if isInTransaction { try? run("ROLLBACK") }
      throw error
    }
  }

  private func commit() throws {
    guard let writeAheadLog, let handle = unsafe handle else { return try run("COMMIT") }
    try unsafe writeAheadLog.whileCommitting(handle) { try run("COMMIT") }
  }
}
