import SQLite
import Testing

/// Errors say what and where, and never give away a value.
struct ErrorTests {
  @Test func misspeltColumnHasAnOffset() throws {
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (amount INTEGER)")
    let sql = "SELECT amuont FROM t"
    let error = #expect(throws: SQLiteError.self) { try connection.run(sql) }
    #expect(error?.sql == sql)
    #expect(error?.offset == 7)
    #expect(error?.message == "no such column: amuont")
    #expect(
      error?.description
        == "no such column: amuont (SQLite 1) at byte 7 in: SELECT amuont FROM t"
    )
  }

  @Test func doubleQuotedStringIsNoString() throws {
    let connection = try Connection.inMemory()
    #expect(throws: SQLiteError.self) { try connection.run("SELECT \"word\"") }
    try connection.run("CREATE TABLE t (a)")
    #expect(throws: SQLiteError.self) { try connection.run("CREATE INDEX i ON t (\"word\")") }
  }

  @Test func constraintKeepsTheValueSecret() throws {
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (email TEXT UNIQUE, age INTEGER CHECK (age > 0)) STRICT")
    let sql = "INSERT INTO t VALUES (?, ?)"
    try connection.run(sql, "ada@example.org", 36)
    let error = #expect(throws: SQLiteError.self) { try connection.run(sql, "ada@example.org", 36) }
    #expect(error?.code == 2067)
    #expect(error?.isConstraint == true)
    #expect(error?.sql == sql)
    #expect(error?.description.contains("ada") == false)
    let check = #expect(throws: SQLiteError.self) { try connection.run(sql, "secret", -1) }
    #expect(check?.description.contains("secret") == false)
    let type = #expect(throws: SQLiteError.self) { try connection.run(sql, "x", "secret") }
    #expect(type?.description.contains("secret") == false)
  }

  @Test func scriptOffsets() throws {
    let connection = try Connection.inMemory()
    let script = "CREATE TABLE t (a); -- é\n SELECT u FROM t;"
    let error = #expect(throws: SQLiteError.self) { try connection.execute(script) }
    #expect(error?.sql == script)
    #expect(error?.offset == Array(script.utf8).firstIndex(of: UInt8(ascii: "u")))
    let unknown = "CREATE TABLE x (a);DROP TABLE y"
    let dropped = #expect(throws: SQLiteError.self) { try connection.execute(unknown) }
    #expect(dropped?.offset == 19)
    let failing = "CREATE TABLE v (a UNIQUE); INSERT INTO v VALUES (1), (1);"
    let failed = #expect(throws: SQLiteError.self) { try connection.execute(failing) }
    #expect(failed?.isConstraint == true)
    #expect(failed?.offset == 26)
  }

  @Test(arguments: ["", "  ", "-- comment", "/* open", ";"])
  func nothingToRun(_ sql: String) throws {
    let connection = try Connection.inMemory()
    #expect(throws: SQLiteError.self) { try connection.run(sql) }
    try connection.execute(sql)
  }

  @Test func exactlyOneStatement() throws {
    let connection = try Connection.inMemory()
    for sql in ["SELECT 1; SELECT 2", "SELECT 1; nonsense", "SELECT 1\u{0}; SELECT 2"] {
      #expect(throws: SQLiteError.self) { try connection.run(sql) }
    }
    #expect(try connection.integer(" SELECT 1 ; -- one\n ; /* that is all */ ;") == 1)
    #expect(throws: SQLiteError.self) { try connection.execute("SELECT 1;\u{0}") }
  }
}
