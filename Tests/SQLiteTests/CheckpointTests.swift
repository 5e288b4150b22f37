import Foundation
import Testing

@testable import SQLite

@Suite("a write-ahead log that is carried over") struct CheckpointTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("a.db")
    let connection = try open()
    try connection.run("CREATE TABLE t (id INTEGER PRIMARY KEY)")
    try connection.checkpointTruncate()
  }

  private func open() throws -> Connection {
    let connection = try Connection(path: path, access: .create)
    try connection.commitDurably()
    return connection
  }

  private func insert(_ connection: Connection) throws {
    try connection.immediate { try connection.run("INSERT INTO t DEFAULT VALUES") }
  }

  /// How many rows the file has without its log.
  private func carriedOver() throws -> Int64? {
    let copy = folder.file("copy.db")
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    return try Connection(path: copy, access: .immutable).integer("SELECT count(*) FROM t")
  }

  @Test("nothing is carried over while somebody else may begin it anew")
  func guarded() throws {
    let connection = try open()
    try insert(connection)
    let other = try open()
    try other.immediate {
      let isAll = try connection.checkpoint()
      #expect(!isAll)
      #expect(try carriedOver() == 0)
      #expect { try connection.checkpointTruncate() } throws: { error in
        (error as? SQLiteError)?.isBusy == true
      }
      #expect(try carriedOver() == 0)
    }
    let isAll = try connection.checkpoint()
    #expect(isAll)
    #expect(try carriedOver() == 1)
    // Nobody is kept from writing afterwards.
    try insert(other)
  }

  @Test("others write while it is carried over")
  func released() throws {
    let connection = try open()
    try insert(connection)
    let other = try open()
    var frames: [Int] = []
    let isAll = try connection.checkpoint {
      try? insert(other)
      frames.append(other.writeAheadFrames)
    }
    #expect(isAll)
    #expect(frames == [2])
    #expect(try carriedOver() == 1)
    #expect(try other.checkpoint())
    #expect(try carriedOver() == 2)
    try other.checkpointTruncate()
    try insert(connection)
    #expect(connection.writeAheadFrames == 1)
  }

  @Test("a reader of an older state keeps the rest, and the log is not begun anew")
  func readers() throws {
    let connection = try open()
    let reader = try open()
    try insert(connection)
    try reader.reading {
      #expect(try reader.integer("SELECT count(*) FROM t") == 1)
      try insert(connection)
      let isAll = try connection.checkpoint()
      #expect(!isAll)
      // The page that both changed is not copied before its newest state can be.
      #expect(try carriedOver() == 0)
      let before = connection.writeAheadFrames
      try insert(connection)
      #expect(connection.writeAheadFrames > before)
    }
    let isAll = try connection.checkpoint()
    #expect(isAll)
    #expect(try carriedOver() == 3)
    let before = connection.writeAheadFrames
    try insert(connection)
    #expect(connection.writeAheadFrames < before)
  }

  @Test("it is carried over after so many frames, and tried again after as many more")
  func automatic() throws {
    let connection = try open()
    connection.framesToCheckpoint = 10
    for _ in 0..<9 { try insert(connection) }
    #expect(try carriedOver() == 0)
    let reader = try open()
    try reader.reading {
      #expect(try reader.integer("SELECT count(*) FROM t") == 9)
      for _ in 0..<5 { try insert(connection) }
      #expect(try carriedOver() == 0)
    }
    #expect(connection.writeAheadFrames == 14)
    for _ in 0..<5 { try insert(connection) }
    #expect(try carriedOver() == 0)
    try insert(connection)
    #expect(try carriedOver() == 20)
    // Each time it is begun anew.
    for count in 21...30 {
      try insert(connection)
      #expect(connection.writeAheadFrames == count - 20)
    }
    #expect(try carriedOver() == 30)
    for _ in 0..<10 { try insert(connection) }
    #expect(connection.writeAheadFrames == 10)
    #expect(try carriedOver() == 40)
  }

  @Test("who does it by himself is told when it is due")
  func byItself() throws {
    let connection = try open()
    connection.framesToCheckpoint = 3
    connection.carriesLogOver = false
    for count in 1...5 {
      try insert(connection)
      #expect(connection.isCheckpointDue == (count >= 3))
    }
    #expect(try carriedOver() == 0)
    let isAll = try connection.checkpoint()
    #expect(isAll)
    #expect(!connection.isCheckpointDue)
  }

  @Test("what several threads write and carry over at once is all there")
  func atOnce() async throws {
    let turns = 300
    let writers = 3
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<writers {
        group.addTask {
          let connection = try open()
          connection.busyTimeoutMilliseconds = 60_000
          connection.framesToCheckpoint = 2
          for _ in 0..<turns { try insert(connection) }
        }
      }
      try await group.waitForAll()
    }
    let connection = try open()
    #expect(try connection.integer("SELECT count(*) FROM t") == Int64(turns * writers))
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
    let isAll = try connection.checkpoint()
    #expect(isAll)
    #expect(try carriedOver() == Int64(turns * writers))
  }
}
