internal import CSQLite

extension Connection {
  /// Runs the statements of a script one after the other, without values; rows are passed over.
  ///
  /// Stops at the first error; what ran before stays unless a transaction is rolled back. An error's
  /// offset is relative to the whole script.
  package func execute(_ script: String) throws(SQLiteError) {
    let script = unsafe try Script(script, on: open())
    var start = 0
    while let compiled = try script.compile(from: start, flags: 0) {
      defer { unsafe sqlite3_finalize(compiled.handle) }
      var code = SQLITE_ROW
      while code == SQLITE_ROW { code = unsafe sqlite3_step(compiled.handle) }
      guard code == SQLITE_DONE else {
        throw unsafe SQLiteError(
          code: code,
          database: handle,
          sql: script.sql,
          offsetBase: compiled.start
        )
      }
      start = compiled.end
    }
  }
}
