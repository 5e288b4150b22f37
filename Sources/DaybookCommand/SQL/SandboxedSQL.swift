import Daybook
import EventLog
import Projections
import SQLite

/// One statement of SQL over the read models, with the log attached as `log`, on a connection of its
/// own that can only read.
struct SandboxedSQL {
  private let connection: Connection
  private let models: ReadModels
  private let permissions = Permissions()
  /// The bytes that a value may have, and a row.
  private static let greatestLength = 32 << 20
  /// The bytes that SQLite may take for the query.
  static let greatestMemory: Int64 = 512 << 20

  /// What is said of a query whose time is up.
  static let tooLong = CommandError(
    .queryTooLong,
    "The query took longer than it may.",
    hint: "Give it more time with --limit-seconds."
  )

  /// Opens the connection, on one state of read models and log; the closure is asked now and then whether
  /// the time is up.
  init(_ ledger: OpenLedger, _ models: ReadModels, isOver: @escaping () -> Bool) throws {
    if ledger.isReadOnly {
      connection = try Connection.temporary()
      try models.connection.backup(to: connection)
    } else {
      connection = try Connection(path: ledger.projectionsPath, access: .readOnly)
      connection.busyTimeoutMilliseconds = ledger.busyTimeoutMilliseconds
    }
    try connection.attach(
      path: ledger.path,
      as: "log",
      readOnly: true,
      immutable: ledger.log.isImmutable
    )
    try connection.execute("PRAGMA query_only = ON; BEGIN")
    self.models = models
    connection.setLimit(.length, Self.greatestLength)
    connection.setLimit(.attached, 0)
    let permissions = permissions
    connection.setAuthorizer { permissions.allows($0) }
    connection.setProgressHandler(every: 10_000, isOver)
  }

  /// Whether the read models that it sees have taken in all events up to a position: another process may
  /// just have published what it had begun to rebuild earlier.
  func isCurrent(_ log: EventLog, _ size: Int64) throws -> Bool {
    try models.isCurrent(connection, log, size)
  }

  /// Compiles the statement.
  ///
  /// - Throws: `CommandError` with `sql_invalid` or `sql_not_allowed`.
  func prepare(_ sql: String) throws -> Statement {
    do {
      let statement = try connection.prepare(sql, persistent: false)
      guard statement.isReadOnly, statement.columnCount > 0 else {
        throw CommandError(.sqlNotAllowed, "The statement is no question: it gives no rows.")
      }
      return statement
    } catch let error as SQLiteError {
      throw explained(error, sql)
    }
  }

  /// The next row is there.
  func step(_ statement: Statement) throws -> Bool {
    do {
      return try statement.step()
    } catch {
      throw explained(error, statement.sql)
    }
  }

  /// Makes sure that there is room for a row, which is kept several times until it is written.
  func check(_ row: borrowing Row) throws {
    let size = (0..<row.columnCount).reduce(0) { $0 + row.size($1) }
    guard size <= Self.greatestLength else {
      throw CommandError(
        .sqlInvalid,
        "A row of the answer has \(size) bytes; it may have \(Self.greatestLength >> 20) MiB.",
        hint: "Ask for fewer or shorter columns, such as substr(data, 1, 1000)."
      )
    }
  }

  /// What SQLite says about somebody's SQL, as an error of the command line.
  private func explained(_ error: SQLiteError, _ sql: String) -> any Error {
    if let refused = permissions.refused {
      return CommandError(.sqlNotAllowed, refused)
    }
    if error.isInterrupted { return Self.tooLong }
    if error.isOutOfMemory {
      return CommandError(
        .sqlInvalid,
        "The query needs more memory than it may take: \(Self.greatestMemory >> 20) MiB."
      )
    }
    if error.isReadOnly { return CommandError(.sqlNotAllowed, "Only reading is allowed.") }
    // SQLITE_ERROR, TOOBIG, MISMATCH, MISUSE, RANGE: the text is wrong, not the file.
    guard [1, 18, 20, 21, 25].contains(error.primaryCode) else { return error }
    return CommandError(
      .sqlInvalid,
      "SQLite does not take this: \(error.message).",
      excerpt: error.offset.map { Excerpt.text(of: sql, at: $0) }
    )
  }
}
