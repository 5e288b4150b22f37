internal import CSQLite

/// SQL text that holds any number of statements, compiled one at a time.
@safe struct Script {
  /// A compiled statement, and the byte behind it.
  @safe struct Compiled {
    let handle: OpaquePointer
    let start: Int
    let end: Int
  }

  let sql: String
  private let database: OpaquePointer
  /// The text with a NUL behind it, which saves SQLite a copy.
  private let bytes: [UInt8]

  /// - Throws: `SQLiteError` when the text holds a NUL, at which SQLite would silently stop.
  init(_ sql: String, on database: OpaquePointer) throws(SQLiteError) {
    guard !sql.utf8.contains(0) else {
      throw .misuse("the SQL holds a NUL character", sql: sql)
    }
    self.sql = sql
    unsafe self.database = database
    bytes = Array(sql.utf8) + [0]
  }

  /// Compiles the statement at that byte; nil when only white space and comments are left.
  func compile(from start: Int, flags: UInt32) throws(SQLiteError) -> Compiled? {
    var start = start
    while start < bytes.count - 1 {
      var handle: OpaquePointer?
      var end = start
      let code = unsafe bytes.withUnsafeBytes { bytes in
        let text = unsafe bytes.bindMemory(to: CChar.self)
        guard let base = text.baseAddress else { return SQLITE_NOMEM }
        var tail: UnsafePointer<CChar>?
        let code = unsafe sqlite3_prepare_v3(
          database,
          base + start,
          Int32(clamping: text.count - start),
          flags,
          &handle,
          &tail
        )
        if let tail = unsafe tail { end = unsafe tail - base }
        return code
      }
      guard code == SQLITE_OK else {
        throw unsafe SQLiteError(code: code, database: database, sql: sql, offsetBase: start)
      }
      if let handle = unsafe handle {
        return unsafe Compiled(handle: handle, start: start, end: end)
      }
      // A comment, or a lone semicolon.
      guard end > start else { return nil }
      start = end
    }
    return nil
  }
}
