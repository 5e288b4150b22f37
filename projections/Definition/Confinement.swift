import SQLite

/// What a reaction may do, so that a replay at any time and in any company gives the same rows.
///
/// It reads and writes the tables of its own folder and computes with what an event brings.
final class Confinement {
  private let tables: Set<String>
  /// The first thing that was refused, as a part of a sentence.
  private(set) var refusal: String?
  /// The tables of its own that it reads or writes, for whoever empties it before each statement.
  var usedTables: Set<String> = []
  /// Those among them in which it looks for rows, to read, change or take them away.
  var searchedTables: Set<String> = []

  init(tables: [String]) {
    self.tables = Set(tables)
  }

  /// Lets the connection make the tables that reactions may read beside their own; SQLite would
  /// otherwise do so within the first statement that uses them, where it counts as a schema change.
  static func prepare(_ connection: Connection) throws {
    for table in valueTables { try connection.run("SELECT 1 FROM \(table)('[]')") }
  }

  /// Lets the connection open a word index, which reads its settings; within the first statement of
  /// a reaction that uses it, this would be taken for the reaction's own doing.
  static func open(_ index: WordIndex, _ connection: Connection) throws {
    try connection.run("SELECT 1 FROM \(TableShape.quoted(index.name)) LIMIT 0")
  }

  /// Whether a statement may do that; asked by SQLite while it compiles one.
  func allows(_ authorization: Authorization) -> Bool {
    switch authorization.action {
    case .select, .recursive: return true
    case .read:
      let table = authorization.first ?? ""
      searchedTables.insert(table)
      return uses(table) || check(Self.valueTables.contains(table), "reads \(table)")
    case .insert, .update, .delete:
      let table = authorization.first ?? ""
      if authorization.action != .insert { searchedTables.insert(table) }
      return uses(table) || check(false, "writes to \(table)")
    case .function:
      let function = authorization.second ?? ""
      return check(!Self.isVariable(function), "calls \(function)()")
    case .attach: return check(false, "attaches a database")
    case .pragma: return check(false, "uses PRAGMA")
    case .transaction, .savepoint: return check(false, "begins or ends a transaction")
    default: return check(false, "changes the schema")
    }
  }

  /// Whether a query may do that: it reads what it likes and changes nothing.
  static func allowsReading(_ authorization: Authorization) -> Bool {
    switch authorization.action {
    case .select, .recursive, .read, .function: true
    // How SQLite makes known the columns of json_each and its like.
    case .update: authorization.first == "sqlite_master"
    default: false
    }
  }

  private func uses(_ table: String) -> Bool {
    guard tables.contains(table) else { return false }
    usedTables.insert(table)
    return true
  }

  private func check(_ isAllowed: Bool, _ act: String) -> Bool {
    if !isAllowed, refusal == nil { refusal = act }
    return isAllowed
  }

  /// Tables made of an event's own JSON.
  private static let valueTables: Set<String> = ["json_each", "json_tree"]

  /// Functions whose result hangs on the clock, on chance, on the statement before or on the library.
  private static let variableFunctions: Set<String> = [
    "random", "randomblob", "date", "time", "datetime", "julianday", "unixepoch", "strftime",
    "timediff", "current_date", "current_time", "current_timestamp", "last_insert_rowid", "changes",
    "total_changes", "load_extension", "sqlite_version", "sqlite_source_id",
    "fts5_source_id", "sqlite_compileoption_get", "sqlite_compileoption_used", "sqlite_offset",
  ]

  private static func isVariable(_ function: String) -> Bool {
    variableFunctions.contains(function.lowercased())
  }

  /// The first such function in the tokens of a CREATE statement, whose defaults SQLite asks nobody
  /// about.
  static func variableFunction(in tokens: [SQLScript.Token]) -> String? {
    for (index, token) in tokens.enumerated() where token.kind == .word && isVariable(token.text) {
      let isCalled = index + 1 < tokens.count && tokens[index + 1].text == "("
      if isCalled || token.text.lowercased().hasPrefix("current_") { return token.text }
    }
    return nil
  }
}
