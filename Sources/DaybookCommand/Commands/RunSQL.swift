import Daybook
import EventLog
import Model
import SQLite

/// `sql`: a question of one's own to the read models and the log.
struct RunSQL: Command {
  var query = ""
  var limitSeconds: Timeout?

  static let declaration = Declaration(
    "sql",
    "Runs a SELECT over the read models; the log is there as log.events and so on.",
    [
      Field(required: "query", \.query, "One SELECT statement"),
      Field(
        "limit_seconds",
        \.limitSeconds,
        "How long it may take; default: 60, none on a terminal"
      ),
    ],
    empty: { RunSQL() }
  )

  static let takesCSV = true
  static let notes = [
    """
    With --json the rows are a list of objects. Blobs are shown as base64, in every form.
    The tables: daybook sql "SELECT schema, name FROM pragma_table_list"
    """
  ]

  private static let usualLimitMilliseconds = 60_000

  func run(in session: Session) throws -> ExitStatus {
    Memory.count()
    let ledger = try session.openLedger()
    session.warnIfPrivate(ledger)
    let clock = QueryClock(
      milliseconds: limitMilliseconds(session),
      stopwatch: session.terminal.stopwatch,
      giveUp: giveUp(session)
    )
    let sql = try openSandbox(ledger, session, isOver: clock.isOver)
    // Read models may be in memory too.
    let memory = Memory.setLimit(Memory.used + SandboxedSQL.greatestMemory)
    defer { Memory.setLimit(memory) }
    let statement = try sql.prepare(query)
    let names = (0..<statement.columnCount).map(statement.columnName)
    let form: SQLResult.Form = session.isJSON ? .json : session.options.csv ? .csv : .table
    var result = SQLResult(form, names, style: session.style, output: session.output)
    while let row = try clock.measure({ try nextRow(of: statement, sql) }) {
      try result.add(row)
    }
    try result.finish()
    return .done
  }

  private func nextRow(of statement: Statement, _ sql: SandboxedSQL) throws -> [SQLValue]? {
    guard try sql.step(statement) else { return nil }
    return try statement.withRow { row in
      try sql.check(row)
      return try (0..<statement.columnCount).map { try SQLValue(row, $0) }
    }
  }

  private static let attempts = 20

  /// A sandbox that sees all that is in the log now.
  private func openSandbox(
    _ ledger: OpenLedger,
    _ session: Session,
    isOver: @escaping () -> Bool
  ) throws -> SandboxedSQL {
    let size = try ledger.log.size()
    for _ in 0..<Self.attempts {
      let models = try session.currentModels(of: ledger)
      let sandbox = try SandboxedSQL(ledger, models, isOver: isOver)
      if try sandbox.isCurrent(ledger.log, size) { return sandbox }
    }
    throw LedgerError(
      .busy,
      "Other programs rebuild the read models all the time; nothing was asked.",
      hint: "Try again."
    )
  }

  /// How long the query may take; nil for as long as it likes.
  private func limitMilliseconds(_ session: Session) -> Int? {
    limitSeconds?.milliseconds ?? (session.output.isTerminal ? nil : Self.usualLimitMilliseconds)
  }

  /// Tells what SQLite would have said, and ends the program.
  private func giveUp(_ session: Session) -> @Sendable () -> Void {
    let failure = Failure(SandboxedSQL.tooLong)
    let (isJSON, style) = (session.isJSON, session.errorStyle)
    let endProgram = session.terminal.endProgram
    return {
      var text: [UInt8] = []
      let errors = Output { text += $0 }
      try? ErrorReport.write(failure, to: errors, isJSON: isJSON, style)
      try? errors.flush()
      endProgram(failure.status.rawValue, text)
    }
  }
}
