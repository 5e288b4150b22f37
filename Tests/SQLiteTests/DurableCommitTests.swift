import Foundation
import SQLite
import Testing

/// What is written to the write-ahead log in few pieces is the same as in many.
struct DurableCommitTests {
  /// How many pages a connection keeps: with few of them SQLite writes pages before the transaction ends,
  /// and writes them again in the same place when they change once more.
  private static let cacheSizes = [2000, 10]

  private static func value(_ random: inout SeededGenerator) -> [UInt8] {
    let isLong = Int.random(in: 0...9, using: &random) == 0
    let length = isLong ? Int.random(in: 0...300_000, using: &random) : 50
    return [UInt8](repeating: UInt8.random(in: 0...255, using: &random), count: length)
  }

  private static func change(
    _ connection: Connection,
    _ contents: inout [Int64: [UInt8]],
    _ random: inout SeededGenerator
  ) throws {
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let id = Int64.random(in: 1...60, using: &random)
      let value = Self.value(&random)
      try connection.run("INSERT OR REPLACE INTO t VALUES (?, ?)", id, value)
      contents[id] = value
    }
  }

  private static func contents(_ connection: Connection) throws -> [Int64: [UInt8]] {
    var contents: [Int64: [UInt8]] = [:]
    try connection.query("SELECT id, value FROM t") { row in
      contents[try row.integer(0)] = try row.bytes(1)
    }
    return contents
  }

  /// The state that a crash leaves, recovered.
  private static func contentsAfterCrash(_ path: String) throws -> [Int64: [UInt8]] {
    let folder = try TemporaryFolder()
    let copy = folder.file("a.db")
    for side in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + side, toPath: copy + side)
    }
    let connection = try Connection(path: copy, access: .readWrite)
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
    return try contents(connection)
  }

  @Test(arguments: cacheSizes, ["FULL", "NORMAL", "OFF"])
  func everyCommitIsThere(cacheSize: Int, synchronous: String) throws {
    struct Stop: Error {}
    var random = SeededGenerator()
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let writers = try (0..<2).map { _ in
      let writer = try Connection(path: path, access: .create)
      writer.busyTimeoutMilliseconds = 60_000
      try writer.commitDurably()
      try writer.execute("PRAGMA synchronous = \(synchronous); PRAGMA cache_size = \(cacheSize)")
      return writer
    }
    try writers[0].run("CREATE TABLE t (id INTEGER PRIMARY KEY, value BLOB)")
    let reader = try Connection(path: path, access: .readOnly)
    var expected: [Int64: [UInt8]] = [:]
    for turn in 1...60 {
      let writer = writers[Int.random(in: 0...1, using: &random)]
      let isReplaced = Int.random(in: 0..<5, using: &random) == 0
      if isReplaced {
        // From another database, in one step or in many.
        let source = try Connection.inMemory()
        try source.run("CREATE TABLE t (id INTEGER PRIMARY KEY, value BLOB)")
        expected = [:]
        try Self.change(source, &expected, &random)
        let isOneStep = Bool.random(using: &random)
        try source.backup(to: writer, progress: isOneStep ? nil : { _, _ in })
      } else {
        var changed = expected
        let fails = Int.random(in: 0..<5, using: &random) == 0
        do {
          try writer.immediate {
            try Self.change(writer, &changed, &random)
            if fails { throw Stop() }
          }
          expected = changed
        } catch is Stop {}
      }
      #expect(try Self.contents(reader) == expected)
      if turn % 10 == 0 {
        #expect(try Self.contentsAfterCrash(path) == expected)
        // The next commit begins the log anew in the same file, or in an empty one.
        if turn % 20 == 0 { try writer.checkpoint() } else { try writer.checkpointTruncate() }
      }
    }
    #expect(try reader.text("PRAGMA integrity_check") == "ok")
  }
}
