import EventLog
import SQLite

/// Inserts the rows that commands left in a ledger again into a copy of what it was before.
///
/// That is what SQLite itself needs for them, without decisions, hashing or JSON, with as many pages in
/// memory and in the write-ahead log as the ledger has. Only the inserting and what carries it over into the
/// file is timed, and no more than one group of rows is held in memory.
final class BareLoop {
  /// One row: the statement it needs and its values.
  private struct Row {
    let statement: Int
    let values: [Value]
  }

  private enum Value {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
  }

  private static let tables: [(name: String, position: String, columns: Int)] = [
    ("events", "position", 13), ("personal", "position", 3), ("tags", "position", 3),
    ("lookups", "position", 2), ("commands", "first", 4),
  ]

  private let source: Connection
  private let target: Connection
  private let statements: [Statement]
  /// The last position whose rows are in the indexed copies.
  private var copied: Int64

  /// Prepares to read the rows that a ledger will get, and to insert them into a copy that is made of it.
  init(of path: String, into copy: String) throws {
    source = try Connection(path: path, access: .readOnly)
    target = try Connection(path: copy, access: .create)
    try source.backup(to: target)
    try target.execute(
      """
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -\(EventLog.cacheKibibytes);
      PRAGMA wal_autocheckpoint = \(EventLog.framesToCheckpoint);
      """
    )
    let triggers = "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'"
    for statement in try Self.column(target, triggers) { try target.execute(statement) }
    // The tables beside the log have no index on positions; reading them by position needs one.
    for table in Self.tables.dropFirst(2) {
      try source.execute(
        """
        CREATE TEMP TABLE copy_\(table.name) AS
        SELECT * FROM \(table.name) LIMIT 0;
        CREATE INDEX temp.copy_\(table.name)_position ON copy_\(table.name)(\(table.position));
        """
      )
    }
    copied = try source.integer("SELECT max(position) FROM events") ?? 0
    statements = try Self.tables.map { [target] table in
      let marks = Array(repeating: "?", count: table.columns).joined(separator: ",")
      return try target.prepare("INSERT INTO \(table.name) VALUES (\(marks))", persistent: true)
    }
  }

  /// Inserts the rows of consecutive events, one commit a group, carries them over from the write-ahead log
  /// into the file, and tells the seconds it took.
  func insert(from first: Int64, groups: [Int]) throws -> Double {
    var seconds = 0.0
    var position = first
    for group in groups where group > 0 {
      let rows = try rows(position..<position + Int64(group))
      seconds += try Measurement.time {
        try target.immediate {
          for row in rows { try insert(row) }
        }
      }
      position += Int64(group)
    }
    return try seconds + Measurement.time { try target.checkpoint() }
  }

  private static func column(_ connection: Connection, _ query: String) throws -> [String] {
    var texts: [String] = []
    try connection.query(query) { texts.append(try $0.text(0)) }
    return texts
  }

  /// Takes in what was appended to the ledger since.
  func takeIn() throws {
    for table in Self.tables.dropFirst(2) {
      try source.run(
        """
        INSERT INTO copy_\(table.name) SELECT * FROM \(table.name) WHERE \(table.position) > ?
        """,
        copied
      )
    }
    copied = try source.integer("SELECT max(position) FROM events") ?? 0
  }

  /// Settles the file, so that what follows starts from rest.
  func settle() throws {
    try target.checkpointTruncate()
  }

  /// The rows of some events, in the order in which they were appended.
  private func rows(_ positions: Range<Int64>) throws -> [Row] {
    var rows = [[Row]](repeating: [], count: positions.count)
    for (index, table) in Self.tables.enumerated() {
      let name = index < 2 ? table.name : "copy_\(table.name)"
      try source.query(
        """
        SELECT \(table.position), * FROM \(name)
        WHERE \(table.position) >= ? AND \(table.position) < ? ORDER BY 1
        """,
        positions.lowerBound,
        positions.upperBound
      ) { row in
        var values: [Value] = []
        for column in 1..<row.columnCount { values.append(try Self.value(row, column)) }
        let event = Int(try row.integer(0) - positions.lowerBound)
        rows[event].append(Row(statement: index, values: values))
      }
    }
    return rows.flatMap { $0 }
  }

  private static func value(_ row: borrowing SQLite.Row, _ column: Int) throws -> Value {
    switch row.type(column) {
    case .integer: .integer(try row.integer(column))
    case .text: .text(try row.text(column))
    case .blob: .blob(try row.bytes(column))
    default: .null
    }
  }

  private func insert(_ row: Row) throws {
    let statement = statements[row.statement]
    for (index, value) in row.values.enumerated() {
      switch value {
      case .null: try statement.bindNull(index + 1)
      case .integer(let number): try statement.bind(index + 1, integer: number)
      case .text(let text): try statement.bind(index + 1, text: text)
      case .blob(let bytes): try statement.bind(index + 1, bytes: bytes)
      }
    }
    _ = try statement.step()
    statement.clear()
  }
}
