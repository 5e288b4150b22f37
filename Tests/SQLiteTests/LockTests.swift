import Dispatch
import Foundation
import SQLite
import Testing

/// Two connections to one file.
struct LockTests {
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

  /// Whoever had the lock for long lets others have it before they take it again.
  @Test func whoHeldTheLockPauses() throws {
    let folder = try TemporaryFolder()
    let greedy = try Connection(path: folder.file("a.db"), access: .create)
    try greedy.immediate {}
    for _ in 0..<3 {
      let end = try greedy.immediate {
        Thread.sleep(forTimeInterval: 0.11)
        return ContinuousClock.now
      }
      let pause = try greedy.immediate { ContinuousClock.now - end }
      #expect(pause >= .milliseconds(2))
    }
  }

  /// Whoever had to wait takes it for granted that others want the lock as well.
  @Test func whoHadToWaitPauses() throws {
    let folder = try TemporaryFolder()
    let holder = try Connection(path: folder.file("a.db"), access: .create)
    let waiter = try Connection(path: folder.file("a.db"), access: .create)
    var pauses: [Duration] = []
    // On a machine that is busy, half a second may be over before the waiter goes on.
    for _ in 0..<20 where pauses.count < 3 {
      let waited = try holder.immediate {
        let start = ContinuousClock.now
        let error = #expect(throws: SQLiteError.self) { try waiter.immediate {} }
        #expect(error?.isBusy == true)
        return start
      }
      let end = try waiter.immediate { ContinuousClock.now }
      let start = try waiter.immediate { ContinuousClock.now }
      if start - waited < .milliseconds(400) { pauses.append(start - end) }
    }
    #expect(!pauses.isEmpty)
    #expect(pauses.allSatisfy { $0 >= .milliseconds(2) })
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
