import SQLite
import Testing

/// A value of another type than was asked for is an error, not a conversion.
struct RowTests {
  private static let mismatch: Int32 = 20

  @Test func wrongTypes() throws {
    let connection = try Connection.inMemory()
    let sql = "SELECT 1 AS number, 'one' AS word, x'01' AS bytes, NULL AS missing, 1.5 AS half"
    try connection.query(sql) { row in
      for column in [1, 2, 3, 4, 5, -1, .max, .min] {
        #expect(throws: SQLiteError.self) { try row.integer(column) }
      }
      for column in [0, 2, 3, 4, 5] {
        #expect(throws: SQLiteError.self) { try row.text(column) }
      }
      for column in [0, 3, 4, 5] {
        #expect(throws: SQLiteError.self) { try row.bytes(column) }
        #expect(throws: SQLiteError.self) { try row.withBytes(column) { $0.count } }
      }
      #expect((0..<5).map { row.type($0) } == [.integer, .text, .blob, .null, .real])
      #expect(row.columnCount == 5)
      #expect(row.name(4) == "half")
      #expect(row.name(5) == "")
    }
    let error = #expect(throws: SQLiteError.self) {
      try connection.integer("SELECT 'secret' AS total")
    }
    #expect(error?.code == Self.mismatch)
    #expect(error?.message == "column 0 (total) holds text, not an integer")
    #expect(error?.sql == "SELECT 'secret' AS total")
  }

  @Test func invalidUTF8IsNoText() throws {
    let connection = try Connection.inMemory()
    let error = #expect(throws: SQLiteError.self) {
      try connection.text("SELECT CAST(x'61FF' AS TEXT) AS name")
    }
    #expect(error?.primaryCode == Self.mismatch)
    let bytes = try connection.first("SELECT CAST(x'61FF' AS TEXT)") { row in try row.bytes(0) }
    #expect(bytes == [0x61, 0xff])
  }

  @Test func nestedLendingOfOneValue() throws {
    let connection = try Connection.inMemory()
    let value = String(repeating: "lent", count: 1000)
    // substr gives a text without a NUL behind it, which SQLite would move in order to add one.
    try connection.query("SELECT substr(? || 'x', 1, 4000)", value) { row in
      try row.withBytes(0) { outer in
        let copy = try row.text(0)
        try row.withBytes(0) { inner in
          let isSame = outer.isIdentical(to: inner)
          #expect(isSame)
        }
        #expect(copy == value)
        #expect(String(decoding: outer.indices.map { outer[$0] }, as: UTF8.self) == value)
      }
    }
  }
}
