import Model
import SQLite
import Synchronization

extension EventLog {
  /// What the second thread finds, read when it has ended.
  private final class Found: Sendable {
    nonisolated(unsafe) var pages = Verification()
    nonisolated(unsafe) var stored = StoredSums()
    nonisolated(unsafe) var tail: VerificationScan?
    nonisolated(unsafe) var error: (any Error)?
    /// Where it is in its part of the events.
    let last: Atomic<Int64>

    init(_ start: Int64) { last = Atomic(start) }
  }

  /// The second thread reads the tables beside the events, and then the last events.
  ///
  /// Where anything is wrong with the events, or the parts do not fit together, they are scanned once more
  /// as one: what is reported does not depend on where they were parted.
  func scanByTwo(
    _ other: EventLog,
    _ scan: inout VerificationScan,
    _ stored: inout StoredSums,
    _ pages: inout Verification,
    _ result: inout Verification,
    _ progress: ((Int64, Int64) -> Void)?
  ) throws {
    let total = countedEvents
    let part = Int64(1) << VerificationScan.partLevel
    // The tables beside the events take a quarter of the time that the events take.
    let middle = total / part * 5 / 8 * part
    let found = Found(middle)
    var head = Verification()
    defer { (pages, stored) = (found.pages, found.stored) }
    let isParted = middle > 0
    var hasEnded = false
    try TwoThreads.run { _ in
      hasEnded = try endsWell {
        try scan.run(through: isParted ? middle : .max, &head) { last in
          progress?(last + (found.last.load(ordering: .relaxed) - middle), total)
        }
      }
    } _: { _ in
      do {
        try other.verifyPages(&found.pages)
        try found.stored.read(other.connection)
      } catch {
        found.error = error
      }
      guard isParted else { return }
      found.tail = try? other.scanTail(after: middle) { last in
        // In a damaged log an event may stand anywhere.
        found.last.store(min(last, total), ordering: .relaxed)
      }
    }
    hasJoinedParts = false
    if hasEnded, head.isGood, found.pages.isGood {
      hasJoinedParts = !isParted || found.tail.map { scan.join($0) } == true
    }
    if hasJoinedParts {
      scan.endCommand()
      progress?(scan.last, total)
      try verifyHead(scan, &result)
    } else {
      scan = VerificationScan(self)
      try scanAll(&scan, &result, progress)
    }
    if let error = found.error { throw error }
  }

  /// Whether what is done ends well; an interruption is thrown, and damage comes to light again.
  private func endsWell(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let error as SQLiteError where !error.isInterrupted {
      return false
    }
  }

  /// Nil when anything is wrong with them.
  private func scanTail(
    after start: Int64,
    _ progress: @escaping (Int64) -> Void
  ) throws -> VerificationScan? {
    var scan = VerificationScan(self, after: start)
    var result = Verification()
    try scan.run(&result, progress)
    return result.isGood ? scan : nil
  }

  /// Runs the closure on one state of the log, with a second reader of the same state for another
  /// thread; without one where that saves nothing.
  func readingTwice(_ body: (EventLog?) throws -> Void) throws {
    guard countedEvents >= leastEventsForTwoThreads, let other = try? openedAgain() else {
      return try connection.reading { try body(nil) }
    }
    for _ in 0..<Self.attempts {
      // It stays the same as long as nobody else commits anything.
      let version = try other.connection.integer("PRAGMA data_version")
      let isSame = try connection.reading {
        _ = try connection.integer(Statements.readHead)
        return try other.connection.reading {
          _ = try other.connection.integer(Statements.readHead)
          guard try other.connection.integer("PRAGMA data_version") == version else { return false }
          try body(other)
          return true
        }
      }
      if isSame { return }
    }
    try connection.reading { try body(nil) }
  }

  /// How often two readers try to begin with nobody writing in between.
  private static let attempts = 10
}
