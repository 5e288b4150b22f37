package import Daybook
import EventLog
import Model

/// One run over many commands: what `apply` and `csv` have in common.
package struct ApplyRun {
  /// How lines become durable.
  enum Mode {
    case groups
    /// All or none.
    case atomic
    /// None: what would happen is told, and taken back.
    case dry
  }

  private let session: Session
  private let batch: Int
  private static let greatestBatch: Int64 = 1_000_000

  /// - Throws: `field_invalid`.
  init(_ session: Session, batch: Int64) throws(Refusal) {
    guard (1...Self.greatestBatch).contains(batch) else {
      throw Refusal.invalid("batch", "must be 1 to \(Self.greatestBatch)")
    }
    self.session = session
    self.batch = Int(batch)
  }

  /// What lines take that say nothing of who and why.
  func defaults(channel: Channel = .administration) throws(Refusal) -> Provenance {
    let given = session.invocation.provenance
    for name in ["command_id", "unless_changed_since"] where given[name] != nil {
      throw Refusal.invalid(name, "belongs to one command: give it in its line")
    }
    var defaults = try Provenance(field: .object(given))
    if given["actor"] == nil { defaults.actor = PublicText(session.defaultActor) }
    if given["channel"] == nil { defaults.channel = channel }
    return defaults
  }

  func openLedger(create: Bool) throws -> OpenLedger {
    do {
      return try session.openLedger()
    } catch let error as LogError where create && error.code == .missing {
      do {
        return session.prepared(try OpenLedger.create(path: session.ledgerPath))
      } catch let error as LogError where error.code == .exists {
        // Another program has just made it.
        return try session.openLedger()
      }
    }
  }

  /// Gives the commands of a source to a ledger.
  func apply(
    _ source: some ApplySource & Sendable,
    to ledger: OpenLedger,
    form: ApplyResults.Form,
    _ mode: Mode
  ) throws -> ApplyTally {
    let terminal = session.terminal
    let progress = session.progress("applying", unit: "lines")
    let start = terminal.stopwatch()
    var applier = try Applier(
      source,
      to: ledger,
      greatestGroup: batch,
      form: form,
      isDryRun: mode == .dry,
      progress: progress,
      terminal: terminal
    )
    defer {
      applier.close()
      progress.finish()
    }
    switch mode {
    case .groups: try applier.run()
    case .atomic: try applier.runAtomically()
    case .dry: try applier.runDry()
    }
    progress.finish()
    try session.purge(ledger, afterErasure: applier.hasErased)
    if terminal.errors.isTerminal, form == .json, mode != .dry {
      try summarize(applier.tally, microseconds: terminal.stopwatch() - start)
    }
    return applier.tally
  }

  /// Does with an input what `apply` does, for who measures it; results go to `output`.
  package static func apply(
    _ source: some ApplySource & Sendable,
    to ledger: OpenLedger,
    batch: Int,
    output: @escaping ([UInt8]) -> Void
  ) throws {
    var terminal = Terminal.system()
    terminal.output = Output(sink: output)
    var applier = try Applier(
      source,
      to: ledger,
      greatestGroup: batch,
      form: .json,
      progress: ProgressBar("", unit: "", output: nil, stopwatch: terminal.stopwatch),
      terminal: terminal
    )
    defer { applier.close() }
    try applier.run()
  }

  private func summarize(_ tally: ApplyTally, microseconds: Int64) throws {
    let seconds = Double(max(microseconds, 1)) / 1_000_000
    let rate = Cell.count(Int64(Double(tally.total) / seconds))
    let tenths = Int64((seconds * 10).rounded())
    let failures = tally.failed + tally.rolledBack
    let failed = failures > 0 ? ", \(Cell.count(failures)) failed" : ""
    try session.terminal.errors.line(
      "\(Cell.count(tally.done + tally.unchanged)) applied\(failed), "
        + "in \(tenths / 10).\(tenths % 10) s (\(rate)/s)"
    )
  }
}
