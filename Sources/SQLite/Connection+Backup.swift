internal import CSQLite

extension Connection {
  /// Copies the main database over that of another connection, in one step.
  ///
  /// Copies one state of the source even while others write to it. The destination takes on the
  /// content in one transaction: readers of a database in WAL mode keep their snapshot. Both sides
  /// wait for locks as long as their busy timeouts say.
  ///
  /// - Throws: `SQLiteError`, with `isBusy` when a lock was not to be had. The destination is then
  ///   as it was before.
  package func backup(to destination: Connection) throws(SQLiteError) {
    let source = unsafe try open()
    let target = unsafe try destination.open()
    guard let backup = unsafe sqlite3_backup_init(target, "main", source, "main") else {
      throw unsafe SQLiteError(
        code: sqlite3_extended_errcode(target),
        database: target,
        sql: nil
      )
    }
    let stepped = unsafe sqlite3_backup_step(backup, -1)
    let finished = unsafe sqlite3_backup_finish(backup)
    // BUSY and LOCKED are told by the step alone.
    guard stepped == SQLITE_DONE else {
      throw unsafe SQLiteError(code: stepped, database: target, sql: nil)
    }
    try destination.check(finished)
  }
}
