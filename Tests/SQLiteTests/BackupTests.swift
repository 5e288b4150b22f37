import SQLite
import Testing

/// Copies of a database.
struct BackupTests {
  private static func database(_ path: String, holding values: Int) throws -> Connection {
    let connection = try Connection(path: path, access: .create)
    try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    for value in 0..<values { try connection.run("INSERT INTO t VALUES (?)", value) }
    return connection
  }

  @Test func ontoALiveDatabase() throws {
    let folder = try TemporaryFolder()
    let source = try Self.database(folder.file("source.db"), holding: 1000)
    let target = try Self.database(folder.file("target.db"), holding: 3)
    let reader = try Connection(path: folder.file("target.db"), access: .readOnly)
    try reader.reading {
      #expect(try reader.integer("SELECT count(*) FROM t") == 3)
      try source.backup(to: target)
      #expect(try reader.integer("SELECT count(*) FROM t") == 3)
    }
    #expect(try reader.integer("SELECT count(*) FROM t") == 1000)
    #expect(try target.integer("SELECT count(*) FROM t") == 1000)
    #expect(try target.text("PRAGMA integrity_check") == "ok")
    #expect(try target.text("PRAGMA journal_mode") == "wal")
  }

  @Test func ontoALockedDatabase() throws {
    let folder = try TemporaryFolder()
    let source = try Self.database(folder.file("source.db"), holding: 10)
    let target = try Self.database(folder.file("target.db"), holding: 3)
    let writer = try Connection(path: folder.file("target.db"), access: .readWrite)
    try writer.immediate {
      let error = #expect(throws: SQLiteError.self) { try source.backup(to: target) }
      #expect(error?.isBusy == true)
    }
    #expect(try target.integer("SELECT count(*) FROM t") == 3)
    try source.backup(to: target)
    #expect(try target.integer("SELECT count(*) FROM t") == 10)
  }

  @Test func refused() throws {
    let folder = try TemporaryFolder()
    let source = try Self.database(folder.file("source.db"), holding: 1)
    #expect(throws: SQLiteError.self) { try source.backup(to: source) }
    let closed = try Connection.inMemory()
    closed.close()
    #expect(throws: SQLiteError.self) { try source.backup(to: closed) }
    let readOnly = try Connection(path: folder.file("source.db"), access: .readOnly)
    let error = #expect(throws: SQLiteError.self) {
      try Connection.inMemory().backup(to: readOnly)
    }
    #expect(error?.isReadOnly == true)
  }

  @Test func toAndFromMemory() throws {
    let folder = try TemporaryFolder()
    let source = try Self.database(folder.file("source.db"), holding: 5)
    for target in [try Connection.inMemory(), try Connection.temporary()] {
      try target.setTemporaryStoreInMemory()
      try source.backup(to: target)
      #expect(try target.integer("SELECT count(*) FROM t") == 5)
    }
  }
}
