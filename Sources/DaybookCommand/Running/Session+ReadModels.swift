import Daybook
import EventLog
import Projections

extension Session {
  /// The read models of a ledger; temporary ones hold nothing yet, and so are filled first.
  func readModels(of ledger: OpenLedger) throws -> ReadModels {
    let models = ledger.isReadOnly ? try ledger.currentModels() : try ledger.readModels()
    models.busyTimeoutMilliseconds = options.timeout.milliseconds
    models.stopwatch = terminal.stopwatch
    return models
  }

  /// The read models of a ledger as of its newest event.
  func currentModels(of ledger: OpenLedger) throws -> ReadModels {
    let models = try readModels(of: ledger)
    let progress = progress("reading the log")
    defer { progress.finish() }
    try models.catchUp(with: ledger.log, progress: progress.report)
    warn(ofProblems: try models.problems())
    return models
  }

  /// Ends the erasures of a ledger, this run's and any that somebody else left unfinished.
  ///
  /// What was held up before this run began, and was told then, is no failure of what was done since; but
  /// whoever asks for an erasure, be it again, is told until it is through.
  ///
  /// - Throws: `LedgerError` with `purgePending`.
  func purge(_ ledger: OpenLedger, waiting: Bool = true, afterErasure: Bool = false) throws {
    guard ledger.log.isPurgeDue else { return }
    let progress = progress("purging")
    defer { progress.finish() }
    let heldUp = afterErasure ? nil : purgeHeldUp
    try ledger.purge(waiting: waiting, heldUp: heldUp, progress: progress.report)
  }

  /// Says which of the read models that were added are not there, and why.
  func warn(ofProblems problems: [(projection: String, problem: String)]) {
    for (projection, problem) in problems {
      warn(
        Plain.text(
          """
          The read model \(projection) was given up: \(problem) Add its folder again when it is \
          mended, or `daybook projection remove \(projection)`.
          """
        )
      )
    }
  }

  func warn(ofProblems states: [State]) {
    warn(
      ofProblems: states.compactMap { state in state.problem.map { (state.projection, $0) } }
    )
  }
}
