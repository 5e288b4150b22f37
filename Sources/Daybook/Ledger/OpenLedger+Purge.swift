import EventLog
package import Projections

extension OpenLedger {
  /// Ends an erasure: read models and write-ahead logs lose what the log has lost.
  ///
  /// The erasure itself is durable before this: it was appended, and the personal parts blanked, in one
  /// transaction. A process that dies in between leaves the purge to whoever opens the ledger next. Does
  /// nothing when no purge is pending.
  ///
  /// - Parameters:
  ///   - waiting: Whether to wait for programs that read an older state of the log, as long as the busy
  ///     timeout says.
  ///   - heldUp: The last erasure, if it is one whose purge was held up before: it is tried again without
  ///     waiting, and that it is held up still is no failure of what was done since.
  ///   - progress: Told how far the read models are filled.
  /// - Throws: `LedgerError` with `purgePending` when somebody reads an older state, or the disk has no
  ///   room: the purge stays pending.
  package func purge(
    waiting: Bool = true,
    heldUp: Int64? = nil,
    progress: Progress? = nil
  ) throws {
    guard log.isPurgeDue, !isReadOnly else { return }
    let isKnown = try heldUp != nil && log.pendingPurge == heldUp
    let waiting = waiting && !isKnown
    do {
      while let erasure = try log.pendingPurge {
        // Whoever still reads the log from before could publish read models made of it: they come first.
        try log.emptyWriteAheadLog(waiting: waiting)
        let models = try readModels()
        models.busyTimeoutMilliseconds = busyTimeoutMilliseconds
        try models.rebuild(nil, from: log, progress: progress)
        try models.emptyWriteAheadLog()
        // A command that was killed while it made a copy may have left half of one beside the ledger.
        DraftFile.removeLeftOvers(in: LedgerFile.folder(of: path))
        try log.finishPurge(of: erasure)
      }
      log.isPurgeDue = false
    } catch {
      guard let cause = LedgerError(error) else { throw error }
      if isKnown { return }
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
