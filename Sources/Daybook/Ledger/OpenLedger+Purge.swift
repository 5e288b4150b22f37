import EventLog
package import Projections

extension OpenLedger {
  /// Ends an erasure: read models and write-ahead logs lose what the log has lost.
  ///
  /// The erasure itself is durable before this: it was appended, and the personal parts blanked, in one
  /// transaction. A process that dies in between leaves the purge to whoever opens the ledger next. Does
  /// nothing when no purge is pending.
  ///
  /// - Throws: `LedgerError` with `purgePending` when somebody reads an older state, or the disk has no
  ///   room: the purge stays pending.
  package func purge(progress: Progress? = nil) throws {
    guard log.isPurgeDue, !isReadOnly else { return }
    do {
      guard try log.isPurgePending else { return log.isPurgeDue = false }
      let models = try readModels()
      try models.rebuild(nil, from: log, progress: progress)
      try models.emptyWriteAheadLog()
      // A command that was killed while it made a copy may have left half of one beside the ledger.
      DraftFile.removeLeftOvers(in: LedgerFile.folder(of: path))
      try log.finishPurge()
    } catch {
      guard let cause = LedgerError(error) else { throw error }
      throw LedgerError(
        .purgePending,
        "The erasure holds: the log has lost the personal data. But its purge is pending, so copies may "
          + "still stand in the read models and side files. "
          + (cause.code == .busy
            ? "Another program still reads the state from before." : cause.message),
        hint: "The next command tries again, and `daybook verify` says when it is done."
      )
    }
  }
}
