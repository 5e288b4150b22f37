internal import CSQLite

/// A compiled statement that a connection keeps for the next use of the same SQL.
///
/// Finalised with its last reference: that of the cache, or of the query that outlives it there.
@safe final class PreparedStatement {
  let handle: OpaquePointer
  let sql: String
  let parameterCount: Int32
  /// Between being taken from the cache and given back.
  ///
  /// A second use in that time, such as a query inside its own row loop, needs a statement of its
  /// own: resetting this one would restart the outer loop.
  var isLent = true

  init(_ handle: OpaquePointer, sql: String) {
    unsafe self.handle = handle
    self.sql = sql
    parameterCount = unsafe sqlite3_bind_parameter_count(handle)
  }

  deinit {
    unsafe sqlite3_finalize(handle)
  }

  /// Moves to the next row; false at the end.
  func step() throws(SQLiteError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    guard code == SQLITE_DONE else { throw unsafe SQLiteError(code: code, statement: handle) }
    return false
  }

  func runToEnd() throws(SQLiteError) {
    while try step() {}
  }

  /// Ends a statement of which one row was enough.
  ///
  /// Outside a transaction the end of a writing statement is its commit, which may fail; a reading
  /// one would only cost the time.
  func endIfWriting() throws(SQLiteError) {
    if unsafe sqlite3_stmt_readonly(handle) == 0 { try runToEnd() }
  }

  /// Lets go of locks and of the bound values.
  func reset() {
    // Both results repeat what the last step has reported already.
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
  }
}
