import Foundation
import Model
import Synchronization
import Testing

@testable import Projections

@Suite struct SharedScanTests {
  let log: FakeLog

  init() throws {
    log = try FakeLog()
  }

  /// What a side gets, from another thread or this one.
  private final class Taken: @unchecked Sendable {
    var positions: [Int64] = []
  }

  @Test(arguments: SeededRandom.seeds) func bothSidesGetEveryEventOnce(seed: UInt64) throws {
    print("DAYBOOK_SEED=\(seed)")
    var random = SeededRandom(seed: seed)
    let events = Int64.random(in: 0...120, using: &random)
    try log.appendLarge(events)
    let delays = (0..<2).map { _ in UInt32.random(in: 0...300, using: &random) }
    let scan = SharedScan(log, after: 0, through: events)
    let (first, second) = (Taken(), Taken())
    func takeAll(_ side: SharedScan.Side, _ taken: Taken) throws {
      defer { scan.leave(side) }
      while let batch = try scan.next(for: side) {
        taken.positions += batch.positions
        usleep(delays[side.rawValue])
      }
    }
    let isDone = try TwoThreads.runTogether { _ in
      try takeAll(.first, first)
    } _: { _ in
      try takeAll(.second, second)
    }
    #expect(isDone)
    #expect(first.positions == Array(1..<events + 1))
    #expect(second.positions == first.positions)
  }

  @Test func whoIsAheadWaitsForTheOther() throws {
    try log.appendLarge(300)
    let scan = SharedScan(log, after: 0, through: 300)
    let takenBySecond = Atomic<Int64>(0)
    let greatestLead = Atomic<Int64>(0)
    log.afterEvent = { position in
      greatestLead.max(position - takenBySecond.load(ordering: .relaxed), ordering: .relaxed)
    }
    let isDone = try TwoThreads.runTogether { _ in
      defer { scan.leave(.first) }
      while try scan.next(for: .first) != nil {}
    } _: { _ in
      defer { scan.leave(.second) }
      while let batch = try scan.next(for: .second) {
        takenBySecond.store(batch.positions.last ?? 0, ordering: .relaxed)
        usleep(200)
      }
    }
    #expect(isDone)
    // 2 MiB may wait, and a batch may be on its way on both sides.
    #expect(greatestLead.load(ordering: .relaxed) <= 32 + 8)
  }

  @Test func whoHasLeftHoldsNobodyUp() throws {
    try log.appendLarge(300)
    let scan = SharedScan(log, after: 0, through: 300)
    #expect(try scan.next(for: .second)?.positions.first == 1)
    scan.leave(.second)
    var positions: [Int64] = []
    while let batch = try scan.next(for: .first) { positions += batch.positions }
    #expect(positions == Array(1...300))
  }

  @Test func whoReadsIsToldWhatFails() throws {
    struct Failed: Error {}
    try log.appendLarge(20)
    let scan = SharedScan(log, after: 0, through: 20)
    // Behind all that is read in one turn.
    log.afterEvent = { position in
      if position == 18 { throw Failed() }
    }
    for side in [SharedScan.Side.first, .second] {
      for batch in Int64(0)..<4 {
        let positions = Array(batch * 4 + 1...batch * 4 + 4)
        #expect(try scan.next(for: side)?.positions == positions)
      }
    }
    // Both are told.
    #expect(throws: Failed.self) { try scan.next(for: .first) }
    #expect(throws: Failed.self) { try scan.next(for: .second) }
  }

  @Test func eventsOutOfOrderEndIt() throws {
    try log.appendLarge(10)
    log.repeatsItself = true
    let scan = SharedScan(log, after: 0, through: 10)
    #expect(try scan.next(for: .first)?.positions == [1, 2, 3, 4])
    let error = #expect(throws: ProjectionError.self) { try scan.next(for: .first) }
    #expect(error?.message == "The log is damaged: behind event 4 comes event 1.")
  }
}
