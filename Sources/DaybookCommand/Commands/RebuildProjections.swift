import Daybook
import EventLog
import Model
import Projections

/// `projection rebuild`: read models made anew from the log.
struct RebuildProjections: Command {
  var names: [String] = []

  static let declaration = Declaration(
    "projection.rebuild",
    "Makes read models anew from the log; readers keep the old ones until then.",
    [Field("names", \.names, "The read models; all when none is named")],
    empty: { RebuildProjections() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    guard !ledger.isReadOnly else {
      throw LedgerError(
        .readOnly,
        "The ledger cannot be written beside, so there are no read models to be made anew: those in "
          + "memory are made for every run."
      )
    }
    let models = try session.readModels(of: ledger)
    let progress = session.progress("rebuilding")
    var failures: [ProjectionError] = []
    do {
      failures = try models.rebuild(
        names.isEmpty ? nil : names,
        from: ledger.log,
        progress: progress.report
      )
    } catch let error as ProjectionError where models.isAdded(error.projection) {
      throw Refusal(error)
    }
    progress.finish()
    let states = try models.state(ledger.log).filter { state in
      names.isEmpty || names.contains(state.projection)
    }
    try ProjectionLayout.write(states, session)
    // The others are rebuilt; these were given up.
    if let error = failures.first { throw Refusal(error) }
    return .done
  }
}
