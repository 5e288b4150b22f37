import SQLite
import Testing

/// A transaction is whole or not at all.
struct TransactionTests {
  private struct Stop: Error {}

  private static func table() throws -> Connection {
    let connection = try Connection.inMemory()
    try connection.run("CREATE TABLE t (a)")
    return connection
  }

  @Test func commits() throws {
    let connection = try Self.table()
    let result = try connection.immediate {
      #expect(connection.isInTransaction)
      try connection.run("INSERT INTO t VALUES (1), (2)")
      #expect(connection.changes == 2)
      return "done"
    }
    #expect(result == "done")
    #expect(!connection.isInTransaction)
    #expect(try connection.integer("SELECT count(*) FROM t") == 2)
  }

  @Test func errorRollsBack() throws {
    let connection = try Self.table()
    #expect(throws: Stop.self) {
      try connection.immediate {
        try connection.run("INSERT INTO t VALUES (1)")
        try connection.query("SELECT a FROM t") { _ in throw Stop() }
      }
    }
    #expect(!connection.isInTransaction)
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  /// As where there is no memory for it.
  @Test(arguments: [false, true])
  func whatCannotBeEndedIsEndedBeforeTheNextOneBegins(isEndedMeanwhile: Bool) throws {
    let connection = try Self.table()
    #expect(throws: Stop.self) {
      try connection.immediate {
        try connection.run("INSERT INTO t VALUES (1)")
        connection.setAuthorizer { $0.action != .transaction }
        throw Stop()
      }
    }
    #expect(connection.isInTransaction)
    connection.setAuthorizer(nil)
    // As SQLite does by itself where a disk is full.
    if isEndedMeanwhile { try connection.run("ROLLBACK") }
    try connection.immediate { try connection.run("INSERT INTO t VALUES (2)") }
    #expect(try connection.integer("SELECT sum(a) FROM t") == 2)
    #expect(!connection.isInTransaction)
  }

  @Test func nestedIsRefusedAndHarmless() throws {
    let connection = try Self.table()
    try connection.immediate {
      try connection.run("INSERT INTO t VALUES (1)")
      #expect(throws: SQLiteError.self) { try connection.immediate {} }
      #expect(connection.isInTransaction)
    }
    #expect(try connection.integer("SELECT count(*) FROM t") == 1)
  }

  @Test(arguments: [false, true])
  func sqliteRolledBackByItself(closureGoesOn: Bool) throws {
    let connection = try Self.table()
    try connection.run("INSERT INTO t VALUES (0)")
    try connection.execute("PRAGMA max_page_count = 20")
    var full: SQLiteError?
    let error = #expect(throws: SQLiteError.self) {
      try connection.immediate {
        do {
          for _ in 0..<100 {
            try connection.run("INSERT INTO t VALUES (?)", [UInt8](repeating: 1, count: 5000))
          }
        } catch {
          full = error as? SQLiteError
          #expect(!connection.isInTransaction)
          if !closureGoesOn { throw error }
        }
      }
    }
    #expect(full?.isFull == true)
    #expect(error?.isFull == !closureGoesOn)
    #expect(!connection.isInTransaction)
    #expect(try connection.integer("SELECT count(*) FROM t") == 1)
    try connection.immediate { try connection.run("INSERT INTO t VALUES (1)") }
    #expect(try connection.integer("SELECT count(*) FROM t") == 2)
  }

  @Test func deferredConstraintFailsAtCommit() throws {
    let connection = try Connection.inMemory()
    try connection.execute(
      """
      PRAGMA foreign_keys = ON;
      CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE c (p REFERENCES p DEFERRABLE INITIALLY DEFERRED);
      """
    )
    let error = #expect(throws: SQLiteError.self) {
      try connection.immediate { try connection.run("INSERT INTO c VALUES (1)") }
    }
    #expect(error?.isConstraint == true)
    #expect(!connection.isInTransaction)
    // Without a transaction of its own, RETURNING commits when it ends, not at its first row.
    #expect(throws: SQLiteError.self) {
      try connection.integer("INSERT INTO c VALUES (1) RETURNING p")
    }
    #expect(try connection.integer("SELECT count(*) FROM c") == 0)
  }

  @Test func readingKeepsOneSnapshot() throws {
    let folder = try TemporaryFolder()
    let writer = try Connection(path: folder.file("a.db"), access: .create)
    try writer.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    let reader = try Connection(path: folder.file("a.db"), access: .readWrite)
    try reader.reading {
      #expect(try reader.integer("SELECT count(*) FROM t") == 0)
      try writer.run("INSERT INTO t VALUES (1)")
      #expect(try reader.integer("SELECT count(*) FROM t") == 0)
    }
    #expect(try reader.integer("SELECT count(*) FROM t") == 1)
  }

  @Test func theDataVersionTellsWhetherAnybodyWrote() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let connection = try Connection(path: path, access: .create)
    try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    let other = try Connection(path: path, access: .readWrite)
    try connection.run("INSERT INTO t VALUES (1)")
    let version = connection.dataVersion
    #expect(try connection.integer("SELECT count(*) FROM t") == 1)
    try connection.reading { #expect(connection.dataVersion == version) }
    try other.run("INSERT INTO t VALUES (2)")
    try connection.immediate { #expect(connection.dataVersion != version) }
    let seen = connection.dataVersion
    try connection.run("INSERT INTO t VALUES (3)")
    #expect(connection.dataVersion != seen)
  }
}
