internal import CSQLite

/// A statement compiled once and used many times, by a caller who keeps it.
///
/// Bind, step until false, and start again; reaching the end or an error makes it ready for new
/// values by itself. Keeps its connection alive. Parameters are numbered from 1, columns from 0.
@safe package final class Statement {
  /// The text as it was compiled, with its placeholders.
  package var sql: String { unsafe sqlite3_sql(handle).map { unsafe String(cString: $0) } ?? "" }
  package let parameterCount: Int
  package let columnCount: Int
  /// Makes no direct change to the database.
  package let isReadOnly: Bool

  let handle: OpaquePointer
  private let connection: Connection
  /// How many closures are now reading the row; the statement must not move below them.
  private var lendings = 0
  private var mustReset = false

  init(_ handle: OpaquePointer, of connection: Connection) {
    unsafe self.handle = handle
    self.connection = connection
    parameterCount = unsafe Int(sqlite3_bind_parameter_count(handle))
    columnCount = unsafe Int(sqlite3_column_count(handle))
    isReadOnly = unsafe sqlite3_stmt_readonly(handle) != 0
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  /// The name of a parameter with its ':' (or '@', '$'); nil for a plain `?` or no such parameter.
  package func parameterName(_ index: Int) -> String? {
    let name = unsafe sqlite3_bind_parameter_name(handle, Int32(clamping: index))
    return unsafe name.map { unsafe String(cString: $0) }
  }

  /// The name of a column as an AS clause gives it; empty when there is no such column.
  package func columnName(_ column: Int) -> String {
    unsafe Row(of: handle).name(column)
  }

  /// Moves to the next row; false at the end, where the statement is ready to run again.
  ///
  /// Bound values stay until `reset()`.
  package func step() throws(SQLiteError) -> Bool {
    try requireAtRest()
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE {
      unsafe sqlite3_reset(handle)
      return false
    }
    let error = unsafe SQLiteError(code: code, statement: handle)
    unsafe sqlite3_reset(handle)
    throw error
  }

  /// Ends the run, which lets go of locks, and clears the bound values.
  ///
  /// Inside a closure that reads a row of this statement, takes effect when the closure returns.
  package func reset() {
    guard lendings == 0 else {
      mustReset = true
      return
    }
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
  }

  /// The same as `reset()`, for where the values are what matters.
  ///
  /// There is no clearing without ending the run: a row may point into the bound values.
  package func clear() {
    reset()
  }

  /// Lends the present row to the closure; valid after `step()` returned true.
  ///
  /// The closure cannot step or bind this statement.
  package func withRow<Result>(_ body: (borrowing Row) throws -> Result) rethrows -> Result {
    lendings += 1
    defer {
      lendings -= 1
      if lendings == 0, mustReset {
        mustReset = false
        reset()
      }
    }
    return try body(unsafe Row(of: handle))
  }

  /// Refuses to move the statement below a closure that reads its row.
  func requireAtRest() throws(SQLiteError) {
    guard lendings == 0 else { throw .misuse("a row of the statement is being read", sql: sql) }
  }
}
