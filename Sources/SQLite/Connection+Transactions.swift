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
    try self.begin(begin)
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  /// Begins a transaction; ``rollBack()`` ends it.
  ///
  /// What ends it is compiled before, as there may be no memory for that afterwards. A transaction that could
  /// not be ended all the same is ended first: nobody knows of it any more.
  package func begin(_ sql: String = "BEGIN") throws(SQLiteError) {
    let rollback = try take(Self.rollback)
    defer { giveBack(rollback) }
    if isRollbackDue {
      // SQLite may have ended it by itself since.
      if isInTransaction { try rollback.runToEnd() }
      isRollbackDue = false
    }
    try run(sql)
  }

  /// Takes back what the transaction did, if there is one; nothing when it only read.
  package func rollBack() {
    guard isInTransaction else { return }
    // The first error says what went wrong; this one would only hide it.
    try? run(Self.rollback)
    isRollbackDue = isInTransaction
  }

  private static let rollback = "ROLLBACK"

  private func commit() throws {
    guard let writeAheadLog, let handle = unsafe handle else { return try run("COMMIT") }
    try unsafe writeAheadLog.whileCommitting(handle) { try run("COMMIT") }
  }
}
