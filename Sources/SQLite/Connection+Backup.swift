internal import CSQLite

extension Connection {
  /// 4 MiB of pages of the usual size.
  private static let pagesPerStep: Int32 = 1024

  /// Copies the main database over that of another connection.
  ///
  /// Copies one state of the source even while others write to it. The destination takes on the
  /// content in one transaction: readers of a database in WAL mode keep their snapshot. Both sides
  /// wait for locks as long as their busy timeouts say.
  ///
  /// It is one step unless somebody wants to be told how many pages are done, and of how many: the
  /// caller must then hold a snapshot of the source, or the copy starts over whenever others write.
  ///
  /// - Throws: `SQLiteError`, with `isBusy` when a lock was not to be had. The destination is then
  ///   as it was before.
  package func backup(
    to destination: Connection,
    progress: ((_ done: Int64, _ total: Int64) -> Void)? = nil
  ) throws(SQLiteError) {
    let source = unsafe try open()
    let target = unsafe try destination.open()
    guard let backup = unsafe sqlite3_backup_init(target, "main", source, "main") else {
      throw unsafe SQLiteError(
        code: sqlite3_extended_errcode(target),
        database: target,
        sql: nil
      )
    }
    var stepped = SQLITE_OK
    let step = {
      repeat {
        stepped = unsafe sqlite3_backup_step(backup, progress == nil ? -1 : Self.pagesPerStep)
        let total = unsafe Int64(sqlite3_backup_pagecount(backup))
        let remaining = unsafe Int64(sqlite3_backup_remaining(backup))
        progress?(total - remaining, total)
      } while stepped == SQLITE_OK
    }
    if let log = destination.writeAheadLog { unsafe log.whileWriting(target, step) } else { step() }
    let finished = unsafe sqlite3_backup_finish(backup)
    // BUSY and LOCKED are told by the step alone.
    guard stepped == SQLITE_DONE else {
      throw unsafe SQLiteError(code: stepped, database: target, sql: nil)
    }
    try destination.check(finished)
  }
}
