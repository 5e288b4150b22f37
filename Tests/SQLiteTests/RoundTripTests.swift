import SQLite
import Testing

/// Values come back as they went in.
struct RoundTripTests {
  @Test(arguments: [
    Int64.min, .min + 1, -4_294_967_296, -2_147_483_649, -129, -1, 0, 1, 127, 128, 32_768,
    8_388_608, 2_147_483_648, 140_737_488_355_328, 9_007_199_254_740_993, .max - 1, .max,
  ])
  func integer(_ value: Int64) throws {
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (a INTEGER NOT NULL) STRICT")
    try connection.run("INSERT INTO t VALUES (?)", value)
    #expect(try connection.integer("SELECT a FROM t WHERE a = ?", value) == value)
  }

  @Test(arguments: [
    "", "\u{0}", "a\u{0}b", "\u{0}\u{0}", "e\u{301}", "é", "👩‍👩‍👧‍👦", "\u{FEFF}x", "\u{10FFFF}", "'; --",
    String(repeating: "long ", count: 100_000),
  ])
  func text(_ value: String) throws {
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (a TEXT NOT NULL) STRICT")
    try connection.run("INSERT INTO t VALUES (?)", value)
    let stored = try #require(try connection.text("SELECT a FROM t"))
    #expect(Array(stored.utf8) == Array(value.utf8))
    let bytes = try connection.first("SELECT a FROM t") { row in try row.bytes(0) }
    #expect(bytes == Array(value.utf8))
    #expect(try connection.text("SELECT typeof(a) FROM t") == "text")
  }

  @Test(arguments: [[], [0], [0, 0, 255], [UInt8](repeating: 7, count: 1_000_000)])
  func blob(_ value: [UInt8]) throws {
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (a BLOB NOT NULL) STRICT")
    try connection.run("INSERT INTO t VALUES (?)", value)
    let stored = try connection.first("SELECT a FROM t") { row in try row.bytes(0) }
    #expect(stored == value)
    let lent = try connection.first("SELECT a FROM t") { row in
      try row.withBytes(0) { bytes in bytes.indices.map { bytes[$0] } }
    }
    #expect(lent == value)
  }

  @Test func othersAndNull() throws {
    let connection = try Connection.inMemory()
    let nothing: String? = nil
    let some: [UInt8]? = [1]
    try connection.query("SELECT ?, ?, ?, ?, ?", true, false, 42, nothing, some) { row throws in
      #expect(try row.integer(0) == 1)
      #expect(try row.integer(1) == 0)
      #expect(try row.integer(2) == 42)
      #expect(row.type(3) == .null)
      #expect(try row.optionalText(3) == nil)
      #expect(try row.optionalInteger(3) == nil)
      #expect(try row.optionalBytes(3) == nil)
      #expect(try row.optionalBytes(4) == [1])
    }
    #expect(try connection.integer("SELECT ?", Int64?.none) == nil)
  }

  @Test func randomRows() throws {
    var random = SeededGenerator()
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c BLOB) STRICT")
    var rows: [(Int64, String, [UInt8])] = []
    for _ in 0..<500 {
      let row = (random.integer(), random.text(upTo: 40), random.bytes(upTo: 300))
      rows.append(row)
      try connection.run("INSERT INTO t (a, b, c) VALUES (?, ?, ?)", row.0, row.1, row.2)
    }
    var index = 0
    try connection.query("SELECT a, b, c FROM t ORDER BY id") { row throws in
      #expect(try row.integer(0) == rows[index].0)
      #expect(Array(try row.text(1).utf8) == Array(rows[index].1.utf8))
      #expect(try row.bytes(2) == rows[index].2)
      index += 1
    }
    #expect(index == rows.count)
  }
}
