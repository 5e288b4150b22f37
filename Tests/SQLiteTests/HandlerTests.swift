import SQLite
import Testing

/// The hooks that keep foreign SQL in bounds.
struct HandlerTests {
  @Test func authorizerDenies() throws {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t (a, b); CREATE TABLE u (a)")
    // Compiled before: must be asked about all the same.
    try connection.run("DELETE FROM t")
    var seen: [Authorization] = []
    connection.setAuthorizer { authorization in
      seen.append(authorization)
      switch authorization.action {
      case .select, .function: return true
      case .read: return authorization.first == "t"
      default: return false
      }
    }
    #expect(try connection.integer("SELECT count(a) FROM t") == 0)
    #expect(seen.contains { $0.action == .read && $0.first == "t" && $0.second == "a" })
    #expect(seen.contains { $0.action == .read && $0.database == "main" && $0.trigger == nil })
    #expect(seen.contains { $0.action == .function && $0.second == "count" })
    for sql in [
      "SELECT a FROM u", "DELETE FROM t", "INSERT INTO t VALUES (1, 2)", "DROP TABLE t",
      "ATTACH ':memory:' AS x", "PRAGMA user_version", "BEGIN", "CREATE TABLE v (a)",
    ] {
      let error = #expect(throws: SQLiteError.self) { try connection.run(sql) }
      #expect(error?.primaryCode == 23, "\(sql)")
    }
    connection.setAuthorizer(nil)
    try connection.run("DELETE FROM t")
  }

  @Test func progressHandlerInterrupts() throws {
    let connection = try Connection.inMemory()
    let endless = """
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
      """
    var calls = 0
    connection.setProgressHandler(every: 1000) {
      calls += 1
      return calls == 5
    }
    let error = #expect(throws: SQLiteError.self) { try connection.integer(endless) }
    #expect(error?.isInterrupted == true)
    #expect(calls == 5)
    connection.setProgressHandler(every: 0, nil)
    #expect(try connection.integer("SELECT 1") == 1)
  }

  @Test func interruptEndsALoop() throws {
    let connection = try Connection.inMemory()
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    let error = #expect(throws: SQLiteError.self) {
      try connection.query(endless) { row in
        if try row.integer(0) == 1000 { connection.interrupt() }
      }
    }
    #expect(error?.isInterrupted == true)
  }

  @Test func limits() throws {
    let connection = try Connection.inMemory()
    connection.setLimit(.attached, 0)
    #expect(throws: SQLiteError.self) { try connection.run("ATTACH ':memory:' AS x") }
    connection.setLimit(.sqlLength, 20)
    #expect(throws: SQLiteError.self) { try connection.run("SELECT 1 + 1 + 1 + 1 + 1 + 1") }
    connection.setLimit(.length, -1)
  }

  @Test func hardened() throws {
    let connection = try Connection.inMemory()
    #expect(throws: SQLiteError.self) {
      try connection.run("SELECT load_extension('nothing')")
    }
    try connection.run("PRAGMA writable_schema = ON")
    #expect(throws: SQLiteError.self) { try connection.run("DELETE FROM sqlite_schema") }
    #expect(try connection.integer("PRAGMA trusted_schema") == 0)
    #expect(Connection.version.hasPrefix("3."))
  }
}
