import SQLite
import Testing

/// Statements that a caller keeps.
struct StatementTests {
  @Test func description() throws {
    let connection = try Connection.inMemory()
    let sql = "SELECT :name AS who, ?2, @at"
    let statement = try connection.prepare(sql, persistent: true)
    #expect(statement.sql == sql)
    #expect(statement.parameterCount == 3)
    #expect((0...4).map { statement.parameterName($0) } == [nil, ":name", "?2", "@at", nil])
    #expect(statement.columnCount == 3)
    #expect(statement.columnName(0) == "who")
    #expect(statement.isReadOnly)
    #expect(try !connection.prepare("CREATE TABLE t (a)", persistent: false).isReadOnly)
  }

  @Test func bindAndStep() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT ?, ?, ?, ?, ?", persistent: true)
    let text = Array("span\u{0}".utf8)
    for round in 0..<3 {
      try statement.bind(1, integer: Int64(round))
      try statement.bind(2, text: "text")
      try statement.bind(3, text: text.span)
      try statement.bind(4, bytes: [])
      try statement.bind(5, round == 1 ? "set" : nil)
      #expect(try statement.step())
      #expect(try statement.integer(0) == Int64(round))
      #expect(try statement.text(1) == "text")
      #expect(try statement.text(2) == "span\u{0}")
      #expect(try statement.bytes(3) == [])
      #expect(try statement.optionalText(4) == (round == 1 ? "set" : nil))
      #expect(try statement.withBytes(2) { $0.count } == 5)
      #expect(throws: SQLiteError.self) { try statement.bind(1, integer: 1) }
      #expect(try !statement.step())
    }
    statement.reset()
    #expect(try statement.step())
    #expect(statement.type(0) == .null)
  }

  @Test func rowCannotMoveWhileItIsRead() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT ? UNION ALL SELECT 'second'", persistent: false)
    try statement.bind(1, text: "first")
    #expect(try statement.step())
    try statement.withBytes(0) { bytes in
      let error = #expect(throws: SQLiteError.self) { try statement.step() }
      #expect(error?.message == "a row of the statement is being read")
      statement.reset()
      #expect(bytes[0] == UInt8(ascii: "f"))
    }
    #expect(statement.type(0) == .null)
    #expect(try statement.step())
    #expect(try statement.optionalText(0) == nil)
  }

  @Test func parameterOutOfRange() throws {
    let connection = try Connection.inMemory()
    let statement = try connection.prepare("SELECT ?", persistent: false)
    for index in [-1, 0, 2, .max] {
      let error = #expect(throws: SQLiteError.self) { try statement.bind(index, text: "secret") }
      #expect(error?.code == 25)
    }
  }

  @Test func outlivesItsVariables() throws {
    let statement = try Connection.inMemory().prepare("SELECT 1", persistent: false)
    #expect(try statement.step())
    #expect(try statement.integer(0) == 1)
  }

  @Test func usableAfterAnError() throws {
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT")
    let statement = try connection.prepare("INSERT INTO t VALUES (?)", persistent: true)
    for _ in 0..<2 { try? statement.insert(1) }
    try statement.insert(2)
    #expect(try connection.integer("SELECT sum(a) FROM t") == 3)
  }
}

extension Statement {
  fileprivate func insert(_ value: Int64) throws {
    try bind(1, integer: value)
    #expect(try !step())
  }
}
