import Dispatch
import EventLog
import Foundation
import Model
import SQLite
import TestSupport
import Testing

/// Several connections to one ledger.
struct ConcurrencyTests {
  @Test func twoWritersLeaveNoGap() throws {
    let ledger = try SampleLedger()
    let path = ledger.path
    let groups = 60
    DispatchQueue.concurrentPerform(iterations: 2) { thread in
      do {
        let log = try EventLog(path: path, contracts: Story.contracts)
        log.connection.busyTimeoutMilliseconds = 60_000
        for _ in 0..<groups {
          try log.write { writer in
            for _ in 0..<2 { try Self.register(with: writer, by: thread) }
          }
        }
      } catch {
        Issue.record(error)
      }
    }
    let log = try ledger.open()
    let events = try log.all()
    #expect(events.map(\.position) == Array(1...Int64(groups * 4)))
    #expect(events.map { $0.data["customer"]?.integer } == events.map(\.position))
    #expect(Set(events.map(\.actor)).count == 2)
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.recordedAt <= $1.recordedAt })
    #expect(try log.verify().problems == [])
  }

  private static func register(with writer: Writer, by thread: Int) throws {
    let number = try writer.nextNumber(of: "customer")
    let now = max(Instant.now(), writer.lastRecordedAt ?? Story.start)
    let envelope = Envelope(
      recordedAt: now,
      occurredAt: now,
      actor: "thread:\(thread)",
      channel: .system
    )
    var event = try Story.newEvent(Story.events(1)[0])
    var data = event.data
    data["customer"] = .integer(number)
    data["contact"] = .integer(number)
    event = NewEvent(contract: event.contract, data: data)
    #expect(try writer.append([event], envelope).first?.position == number)
  }

  @Test func aReaderKeepsItsSnapshot() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try ledger.open()
    var positions: [Int64] = []
    try log.read { event in
      if positions.isEmpty { try ledger.append(5...8) }
      positions.append(event.position)
      return true
    }
    #expect(positions == Array(1...6))
    #expect(try log.all().count == 12)
  }

  @Test func givesUpAfterTheTimeout() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try ledger.open()
    log.connection.busyTimeoutMilliseconds = 80
    let holder = try ledger.connect()
    try holder.immediate { () throws in
      let start = ContinuousClock.now
      let error = #expect(throws: SQLiteError.self) {
        try log.write { writer in
          _ = try writer.append(Story.newEvents(5), Story.envelope(5))
        }
      }
      let waited = ContinuousClock.now - start
      #expect(error?.isBusy == true)
      #expect(waited >= .milliseconds(79))
      // Reading needs no lock.
      #expect(try log.all().count == 6)
      #expect(try log.verify().isGood)
    }
    try log.write { writer in
      _ = try writer.append(Story.newEvents(5), Story.envelope(5))
    }
    #expect(try log.size() == 9)
  }

  /// One connection's head is not another's memory: what the other appended counts, also where one
  /// writes several times in a row.
  @Test func writersTakeTurns() throws {
    let ledger = try SampleLedger()
    let logs = [try ledger.open(), try ledger.open()]
    for command in 1...16 {
      try logs[command % 5 < 2 ? 0 : 1].write { writer in
        #expect(writer.lastRecordedAt == (command == 1 ? nil : Story.recordedAt(command - 1)))
        #expect(try writer.nextNumber(of: "customer") == Int64((command + 6) / 4))
        _ = try writer.append(Story.newEvents(command), Story.envelope(command))
      }
    }
    #expect(try logs[0].all() == logs[1].all())
    #expect(try logs[0].verify().isGood)
    #expect(try logs[0].size() == 24)
  }

  /// What a write has read at one time is read again by the next.
  @Test func anErasureBetweenTwoWritesIsSeen() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try ledger.open()
    for isErased in [false, true] {
      try log.write { _ in
        for _ in 0..<2 {
          let events = try log.events(tagged: "customer:1", types: ["CustomerRegistered"])
          #expect(events.map(\.isErased) == [isErased])
        }
      }
      try ledger.connect().execute(
        "UPDATE personal SET salt = zeroblob(32), data = '   ' WHERE position = 1"
      )
    }
  }
}
