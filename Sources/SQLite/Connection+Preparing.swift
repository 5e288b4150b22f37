internal import CSQLite

extension Connection {
  /// Compiles one statement that belongs to the caller and is not cached.
  ///
  /// - Parameters:
  ///   - sql: exactly one statement; a second one behind it is an error, not silently ignored.
  ///   - persistent: true for a statement that will be kept and used many times.
  /// - Returns: the statement, at rest.
  /// - Throws: `SQLiteError` with the offset of the mistake.
  package func prepare(_ sql: String, persistent: Bool) throws(SQLiteError) -> Statement {
    unsafe Statement(try compile(sql, persistent: persistent), of: self)
  }

  /// Takes the statement from the cache, compiled on first use; must be given back.
  func take(_ sql: String) throws(SQLiteError) -> PreparedStatement {
    let known = cache.find(sql)
    if let known, !known.isLent {
      known.isLent = true
      return known
    }
    let handle = unsafe try compile(sql, persistent: known == nil)
    let statement = unsafe PreparedStatement(handle, sql: sql)
    if known == nil { cache.insert(statement) }
    return statement
  }

  /// Makes the statement ready for its next use; one that is not cached goes with its last reference.
  func giveBack(_ statement: PreparedStatement) {
    statement.reset()
    statement.isLent = false
  }

  private func compile(_ sql: String, persistent: Bool) throws(SQLiteError) -> OpaquePointer {
    let script = unsafe try Script(sql, on: open())
    let flags = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
    guard let first = try script.compile(from: 0, flags: flags) else {
      throw .misuse("there is no statement", sql: sql)
    }
    do throws(SQLiteError) {
      guard let second = try script.compile(from: first.end, flags: 0) else {
        return unsafe first.handle
      }
      unsafe sqlite3_finalize(second.handle)
      throw .misuse("there is more than one statement", sql: sql)
    } catch {
      unsafe sqlite3_finalize(first.handle)
      throw error
    }
  }
}
