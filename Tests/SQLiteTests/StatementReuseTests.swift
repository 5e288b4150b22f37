import SQLite
import Testing

/// Statements are compiled once, and one that is in use is never disturbed.
struct StatementReuseTests {
  private static func numbers() throws -> Connection {
    let connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (0), (1), (2), (3)")
    return connection
  }

  @Test func sameQueryInsideItsOwnRowLoop() throws {
    let connection = try Self.numbers()
    var pairs: [[Int64]] = []
    let sql = "SELECT a FROM t WHERE a >= ? ORDER BY a"
    for _ in 0..<2 {
      pairs = []
      try connection.query(sql, 0) { outer in
        let first = try outer.integer(0)
        try connection.query(sql, first) { inner in
          try connection.query(sql, 3) { _ in }
          pairs.append([first, try inner.integer(0)])
        }
        #expect(try connection.integer(sql, 2) == 2)
        #expect(try outer.integer(0) == first)
      }
    }
    let expected: [[Int64]] = [
      [0, 0], [0, 1], [0, 2], [0, 3], [1, 1], [1, 2], [1, 3], [2, 2], [2, 3], [3, 3],
    ]
    #expect(pairs == expected)
  }

  @Test func errorInTheLoopLeavesTheStatementReady() throws {
    struct Stop: Error {}
    let connection = try Self.numbers()
    for _ in 0..<3 {
      #expect(throws: Stop.self) {
        try connection.query("SELECT a FROM t") { _ in throw Stop() }
      }
    }
    #expect(!connection.isInTransaction)
    try connection.execute("DROP TABLE t")
  }

  @Test func boundValuesDoNotLinger() throws {
    let connection = try Connection.inMemory()
    let error = #expect(throws: SQLiteError.self) { try connection.run("SELECT ?, ?", 1) }
    #expect(error?.message == "the statement takes 2 values, and 1 were given")
    #expect(throws: SQLiteError.self) { try connection.run("SELECT ?, ?", 1, 2, 3) }
    #expect(throws: SQLiteError.self) { try connection.run("SELECT ?, ?") }
    try connection.run("SELECT ?, ?", 1, 2)
  }

  @Test func schemaChangeIsNoticed() throws {
    let connection = try Self.numbers()
    #expect(try connection.integer("SELECT count(*) FROM t") == 4)
    try connection.execute("DROP TABLE t; CREATE TABLE t (b TEXT)")
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func canonicallyEquivalentStatementsAreTwo() throws {
    let connection = try Connection.inMemory()
    let composed = try connection.text("SELECT 'é'")
    let decomposed = try connection.text("SELECT 'e\u{301}'")
    #expect(composed.map { Array($0.utf8) } == [0xc3, 0xa9])
    #expect(decomposed.map { Array($0.utf8) } == [0x65, 0xcc, 0x81])
  }

  @Test func moreStatementsThanTheCacheHolds() throws {
    let connection = try Connection.inMemory()
    try connection.query("SELECT 1 UNION ALL SELECT 2") { row throws in
      for number in 0..<600 {
        #expect(try connection.integer("SELECT \(number) + ?", 1) == Int64(number) + 1)
      }
      #expect(row.type(0) == .integer)
    }
    // Of one length, and alike where the cache looks.
    for number in 100..<400 {
      let sql = "SELECT \(number)                                                      "
      #expect(try connection.integer(sql) == Int64(number))
    }
  }

  @Test func closingInsideALoop() throws {
    let connection = try Self.numbers()
    var count = 0
    try? connection.query("SELECT a FROM t") { _ in
      count += 1
      connection.close()
    }
    #expect(count > 0)
    let error = #expect(throws: SQLiteError.self) { try connection.run("SELECT 1") }
    #expect(error?.message == "the connection is closed")
    connection.close()
    #expect(!connection.isInTransaction)
  }
}
