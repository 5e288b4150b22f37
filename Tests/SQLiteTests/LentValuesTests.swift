import SQLite
import Testing

@Suite struct LentValuesTests {
  let connection: Connection

  init() throws {
    connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t(a, b, c)")
  }

  private func rows() throws -> [String] {
    var rows: [String] = []
    try connection.query("SELECT quote(a) || ' ' || quote(b) || ' ' || quote(c) FROM t") {
      rows.append(try $0.text(0))
    }
    return rows
  }

  private func statement(_ sql: String) throws -> Statement {
    try connection.prepare(sql, persistent: true)
  }

  @Test func areBoundAsTheyAre() throws {
    let values = LentValues(count: 6)
    let insertion = try statement("INSERT INTO t VALUES (?, ?, ?)")
    let text = Array("\0é'".utf8)
    unsafe values.set(1, lent: text.span.extracting(1..<4))
    values.set(2, integer: .min)
    #expect(try insertion.run(values, from: 0))
    unsafe values.set(0, lent: text.span.extracting(0..<0))
    values.set(1, copying: [0x61, 0x62].span)
    values.set(2, copying: text.span.extracting(0..<0))
    #expect(try insertion.run(values, from: 0))
    // What was bound before is NULL again.
    values.setNull(1)
    values.set(5, integer: 7)
    #expect(try insertion.run(values, from: 0))
    values.clear()
    #expect(try insertion.run(values, from: 0))
    #expect(
      try rows() == [
        "NULL 'é''' -9223372036854775808", "'' 'ab' ''", "'' NULL ''", "NULL NULL NULL",
      ]
    )
  }

  @Test func serveSeveralStatements() throws {
    let values = LentValues(count: 4)
    for place in 0..<4 { values.set(place, integer: Int64(place)) }
    #expect(try statement("INSERT INTO t VALUES (?, ?, 0)").run(values, from: 0))
    #expect(try statement("INSERT INTO t VALUES (?, ?, 0)").run(values, from: 2))
    #expect(try rows() == ["0 1 0", "2 3 0"])
  }

  @Test func tellWhetherRowsHaveChanged() throws {
    let values = LentValues(count: 1)
    values.set(0, integer: 1)
    #expect(try statement("INSERT INTO t(a) VALUES (?)").run(values, from: 0))
    #expect(try !statement("UPDATE t SET b = 1 WHERE a > ?").run(values, from: 0))
    #expect(try statement("UPDATE t SET b = 1 WHERE a = ?").run(values, from: 0))
    // It does not count what was done before.
    #expect(try !statement("SELECT * FROM t WHERE a = ?").run(values, from: 0))
    #expect(try statement("DELETE FROM t WHERE a = ?").run(values, from: 0))
    #expect(try !statement("DELETE FROM t WHERE a = ?").run(values, from: 0))
  }

  @Test func areComparedByKindAndContent() throws {
    let values = LentValues(count: 3)
    values.set(1, integer: 3)
    values.set(2, copying: [0x31].span)
    let copy = values.copy(1..<3)
    #expect(copy.count == 2)
    #expect(values.isSame(1..<3, as: copy))
    #expect(!values.isSame(0..<2, as: copy))
    #expect(!values.isSame(0..<3, as: copy))
    #expect(!values.isSame(1..<4, as: copy))
    values.set(2, copying: [0x32].span)
    #expect(!values.isSame(1..<3, as: copy))
    values.set(2, integer: 1)
    #expect(!values.isSame(1..<3, as: copy))
    values.clear()
    #expect(!values.isSame(1..<3, as: copy))
    #expect(values.isSame(1..<3, as: values.copy(0..<2)))
    // A copy keeps its texts.
    #expect(copy.withText(1) { $0.count == 1 && $0[0] == 0x31 } == true)
    #expect(copy.withText(0) { _ in true } == nil)
  }

  @Test(arguments: [-1, 1, 2, .max, .min]) func haveNoOtherPlaces(place: Int) throws {
    let values = LentValues(count: 1)
    values.setNull(place)
    values.set(place, integer: 1)
    #expect(values.withText(place) { _ in true } == nil)
    let error = #expect(throws: SQLiteError.self) {
      try statement("INSERT INTO t(a) VALUES (?)").run(values, from: place)
    }
    #expect(error?.primaryCode == 25)
    #expect(try rows() == [])
  }

  @Test func leaveAStatementReadyThatFails() throws {
    try connection.execute("CREATE UNIQUE INDEX t_a ON t(a)")
    let values = LentValues(count: 1)
    values.set(0, integer: 1)
    let insertion = try statement("INSERT INTO t(a) VALUES (?)")
    #expect(try insertion.run(values, from: 0))
    let error = #expect(throws: SQLiteError.self) { try insertion.run(values, from: 0) }
    #expect(error?.primaryCode == 19)
    values.set(0, integer: 2)
    #expect(try insertion.run(values, from: 0))
    #expect(try rows() == ["1 NULL NULL", "2 NULL NULL"])
  }

  @Test func refuseATextThatIsTooLong() throws {
    connection.setLimit(.length, 100)
    let values = LentValues(count: 1)
    values.set(0, copying: [UInt8](repeating: 0x61, count: 101).span)
    let insertion = try statement("INSERT INTO t(a) VALUES (?)")
    let error = #expect(throws: SQLiteError.self) { try insertion.run(values, from: 0) }
    #expect(error?.primaryCode == 18)
    values.set(0, copying: [0x61].span)
    #expect(try insertion.run(values, from: 0))
    #expect(try rows() == ["'a' NULL NULL"])
  }
}
