import Dispatch
import Foundation
import SQLite
import Synchronization
import Testing

/// Two connections to one file.
struct LockTests {
  /// One who takes the lock again and again.
  private final class Greed: Sendable {
    let isOver = Atomic(false)
    let turns = Atomic(0)
  }

  @Test func givesUpAfterTheTimeout() throws {
    let folder = try TemporaryFolder()
    let holder = try Connection(path: folder.file("a.db"), access: .create)
    let waiter = try Connection(path: folder.file("a.db"), access: .create)
    waiter.busyTimeoutMilliseconds = 80
    try holder.immediate {
      for _ in 0..<2 {
        let start = ContinuousClock.now
        let error = #expect(throws: SQLiteError.self) { try waiter.immediate {} }
        let waited = ContinuousClock.now - start
        #expect(error?.isBusy == true)
        #expect(waited >= .milliseconds(80))
        #expect(waited < .seconds(20))
      }
    }
    try waiter.immediate {}
  }

  @Test func waitsUntilTheLockIsFree() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let waiter = try Connection(path: path, access: .create)
    try waiter.run("CREATE TABLE t (a)")
    waiter.busyTimeoutMilliseconds = 30_000
    let isLocked = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      defer { isLocked.signal() }
      do {
        let holder = try Connection(path: path, access: .readWrite)
        // The waiter looks at the file in between, and whoever commits waits for that, too.
        holder.busyTimeoutMilliseconds = 30_000
        try holder.immediate {
          try holder.run("INSERT INTO t VALUES (1)")
          isLocked.signal()
          Thread.sleep(forTimeInterval: 0.1)
        }
      } catch {
        Issue.record(error)
      }
    }
    isLocked.wait()
    try waiter.immediate { () throws in
      #expect(try waiter.integer("SELECT count(*) FROM t") == 1)
    }
    isLocked.wait()
  }

  /// Whoever takes the lock again as soon as they gave it up lets others have it in between.
  @Test func writersTakeTurns() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let waiter = try Connection(path: path, access: .create)
    try waiter.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (turn)")
    waiter.busyTimeoutMilliseconds = 60_000
    let isEnded = DispatchSemaphore(value: 0)
    let turns = 20
    let greed = Greed()
    Thread.detachNewThread {
      defer { isEnded.signal() }
      do {
        let greedy = try Connection(path: path, access: .readWrite)
        greedy.busyTimeoutMilliseconds = 60_000
        while !greed.isOver.load(ordering: .relaxed) {
          try greedy.immediate { Thread.sleep(forTimeInterval: 0.004) }
          greed.turns.add(1, ordering: .relaxed)
        }
      } catch {
        Issue.record(error)
      }
    }
    for turn in 0..<turns {
      // By then the other one has it again.
      Thread.sleep(forTimeInterval: 0.005)
      try waiter.immediate { try waiter.run("INSERT INTO t VALUES (?)", turn) }
    }
    greed.isOver.store(true, ordering: .relaxed)
    isEnded.wait()
    #expect(greed.turns.load(ordering: .relaxed) < turns * 20)
  }

  @Test func withoutTimeoutFailsAtOnce() throws {
    let folder = try TemporaryFolder()
    let holder = try Connection(path: folder.file("a.db"), access: .create)
    let other = try Connection(path: folder.file("a.db"), access: .create)
    try holder.immediate {
      let error = #expect(throws: SQLiteError.self) { try other.immediate {} }
      #expect(error?.isBusy == true)
    }
  }

  @Test func checkpointEmptiesTheLog() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let connection = try Connection(path: path, access: .create)
    try connection.checkpointTruncate()
    try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a)")
    let reader = try Connection(path: path, access: .readOnly)
    try reader.reading {
      _ = try reader.integer("SELECT count(*) FROM t")
      try connection.run("INSERT INTO t VALUES (1)")
      let error = #expect(throws: SQLiteError.self) { try connection.checkpointTruncate() }
      #expect(error?.isBusy == true)
    }
    try connection.checkpointTruncate()
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "-wal")
    #expect(attributes[.size] as? Int == 0)
  }
}
