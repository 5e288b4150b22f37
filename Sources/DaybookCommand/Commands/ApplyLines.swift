import Daybook
import EventLog
import Model

/// `apply`: write commands as JSON Lines.
struct ApplyLines: Command {
  var file: FileName?
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

  func run(in session: Session) throws -> ExitStatus {
    let run = try ApplyRun(session, batch: batch)
    let defaults = try run.defaults()
    let input = try input(session)
    let ledger = try run.openLedger(create: create)
    let source = LineSource(input, defaults: defaults)
    let tally = try run.apply(source, to: ledger, form: .json, atomic ? .atomic : .groups)
    return tally.failed > 0 ? .refused : .done
  }

  private func input(_ session: Session) throws -> any Input {
    guard let path = file?.path else { return session.terminal.input }
    return try FileInput(path: path)
  }
}
