import Daybook
import EventLog
import Model

/// `apply`: write commands as JSON Lines.
struct ApplyLines: Command {
  var file: String?
  var batch: Int64 = 1000
  var atomic = false
  var create = false

  static let declaration = Declaration(
    "apply",
    "Runs write commands given as JSON Lines; prints a result for each line.",
    [
      Field("file", \.file, "Where they stand; - or nothing for standard input"),
      Field("batch", \.batch, "How many lines at most become durable together; 1000 if left out"),
      Field("atomic", \.atomic, "All lines, or none"),
      Field("create", \.create, "Make the ledger if there is none"),
    ],
    empty: { ApplyLines() }
  )

  static let notes = [
    """
    A line is a command with its fields: {"command":"customer.register","email":"ada@example.com"}.
    A result is {"line":1,"ok":true,"positions":[1],"customer":1} or {"line":2,"ok":false,"error":{…}};
    it comes when the line is durable. The common options of a command (--actor, --channel …) are
    what lines take that say nothing else.
    """
  ]

  private static let greatestBatch: Int64 = 1_000_000

  func run(in session: Session) throws -> ExitStatus {
    guard (1...Self.greatestBatch).contains(batch) else {
      throw Refusal.invalid("batch", "must be 1 to \(Self.greatestBatch)")
    }
    let defaults = try defaults(session)
    let input = try input(session)
    let ledger = try open(session)
    let progress = session.progress("applying", unit: "lines")
    let start = session.terminal.stopwatch()
    var applier = Applier(
      input,
      to: ledger,
      defaults: defaults,
      greatestGroup: Int(batch),
      progress: progress,
      terminal: session.terminal
    )
    defer { progress.finish() }
    if atomic { try applier.runAtomically() } else { try applier.run() }
    progress.finish()
    try summarize(applier, session, microseconds: session.terminal.stopwatch() - start)
    return applier.failed > 0 ? .refused : .done
  }

  private func input(_ session: Session) throws -> any Input {
    guard let file, file != "-" else { return session.terminal.input }
    return try FileInput(path: file)
  }

  private func open(_ session: Session) throws -> OpenLedger {
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

  /// What lines take that say nothing of who and why.
  private func defaults(_ session: Session) throws -> Provenance {
    let given = session.invocation.provenance
    for name in ["command_id", "unless_changed_since"] where given[name] != nil {
      throw Refusal.invalid(name, "belongs to one command: give it in its line")
    }
    var defaults = try Provenance(field: .object(given))
    if given["actor"] == nil { defaults.actor = PublicText(session.defaultActor) }
    return defaults
  }

  private func summarize(_ applier: Applier, _ session: Session, microseconds: Int64) throws {
    guard session.terminal.errors.isTerminal else { return }
    let total = applier.done + applier.failed
    let seconds = Double(max(microseconds, 1)) / 1_000_000
    let rate = Cell.count(Int64(Double(total) / seconds))
    let tenths = Int64((seconds * 10).rounded())
    let failed = applier.failed > 0 ? ", \(Cell.count(applier.failed)) failed" : ""
    try session.terminal.errors.line(
      "\(Cell.count(applier.done)) applied\(failed), in \(tenths / 10).\(tenths % 10) s (\(rate)/s)"
    )
  }
}
