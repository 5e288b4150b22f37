import Daybook
import EventLog
import Model
import SQLite
import TestSupport
import Testing

@Suite("commands that are decided ahead of the disk") struct CommandsAheadTests {
  private func registration(_ number: Int, in shop: TemporaryLedger) throws -> Request {
    try shop.request("customer.register", ["email": .string("c\(number)@example.com")])
  }

  @Test("a pause with groups on their way lets the next command be decided ahead too")
  func pauses() throws {
    let shop = try TemporaryLedger()
    let ahead = try #require(CommandsAhead(for: shop.ledger))
    var finished = 0
    for number in 1...200 {
      #expect(try ahead.perform(registration(number, in: shop)).customer == Int64(number))
      ahead.handOver(1, bytes: 100)
      guard number.isMultiple(of: 3) else { continue }
      ahead.pause()
      let (count, error) = ahead.takeFinished()
      #expect(error == nil)
      finished += count
    }
    let (count, error) = ahead.finish()
    #expect(error == nil)
    #expect(finished + count == 200)
    #expect(ahead.durableGroups == 200)
    #expect(try shop.events().count == 200)
  }

  @Test("what cannot be decided ahead leaves nothing behind")
  func unforeseeable() throws {
    let shop = try TemporaryLedger()
    let ahead = try #require(CommandsAhead(for: shop.ledger))
    _ = try ahead.perform(registration(1, in: shop))
    ahead.handOver(1, bytes: 100)
    let erasure: JSONObject = ["customer": 1, "basis": "asked"]
    #expect(throws: Unforeseeable.self) {
      try ahead.perform(shop.request("customer.erase", erasure))
    }
    #expect(ahead.finish().count == 1)
    try shop.perform("customer.erase", erasure)
    for number in 2...50 {
      _ = try ahead.perform(registration(number, in: shop))
      ahead.handOver(1, bytes: 100)
    }
    let (count, error) = ahead.finish()
    #expect(error == nil)
    #expect(count == 49)
  }

  @Test("while the disk is behind, what is stored is worked out where it was decided")
  func whileTheDiskIsBehind() throws {
    let shop = try TemporaryLedger()
    let ahead = try #require(CommandsAhead(for: shop.ledger))
    let other = try OpenLedger(path: shop.ledger.path)
    try other.log.connection.immediate {
      // Nothing becomes durable as long as somebody else has the lock.
      for number in 1...20 {
        _ = try ahead.perform(registration(number, in: shop))
        ahead.handOver(1, bytes: 100)
      }
    }
    let (count, error) = ahead.finish()
    #expect(error == nil)
    #expect(count == 20)
    #expect(try shop.events().map(\.position) == Array(1...20))
    #expect(try shop.ledger.verify().problems.isEmpty)
  }

  @Test("as many events of somebody else are not taken for one's own")
  func strangers() throws {
    let shop = try TemporaryLedger()
    let ahead = try #require(CommandsAhead(for: shop.ledger))
    _ = try ahead.perform(registration(1, in: shop))
    // Nothing of it is on its way yet.
    let other = try OpenLedger(path: shop.ledger.path)
    _ = try other.perform(registration(2, in: shop))
    ahead.handOver(1, bytes: 100)
    ahead.pause()
    #expect(throws: Unforeseeable.self) { try ahead.perform(registration(3, in: shop)) }
    #expect(ahead.finish().error is OutOfTurn)
    #expect(ahead.durableGroups == 0)
    #expect(try ahead.perform(registration(1, in: shop)).customer == 2)
    ahead.handOver(1, bytes: 100)
    #expect(ahead.finish().error == nil)
    #expect(try shop.events().count == 2)
  }

  @Test("the write-ahead log is carried over and begun anew while commands are decided")
  func longLogs() throws {
    let shop = try TemporaryLedger()
    var limits = CommandsAhead.Limits()
    limits.framesToCheckpoint = 16
    let ahead = try #require(CommandsAhead(for: shop.ledger, limits))
    var count = 0
    var finished = 0
    // Who decides is never done and never pauses, and yet the log is carried over.
    while finished < 60, count < 20_000 {
      count += 1
      _ = try ahead.perform(registration(count, in: shop))
      guard count.isMultiple(of: 10) else { continue }
      ahead.handOver(10, bytes: 0)
      let (more, error) = ahead.takeFinished()
      #expect(error == nil)
      finished += more
    }
    #expect(finished >= 60)
    #expect(ahead.finish().error == nil)
    // Each of the groups is at least six pages.
    let frames = try shop.ledger.log.connection.first("PRAGMA wal_checkpoint") { row in
      try row.integer(1)
    }
    #expect(try #require(frames) < 200)
    #expect(try shop.events().map(\.position) == Array(1...Int64(count)))
    #expect(try shop.ledger.verify().problems.isEmpty)
  }

  @Test("refusals hold wherever the log ends only when they need nothing of it")
  func refusals() throws {
    let shop = try TemporaryLedger()
    let ahead = try #require(CommandsAhead(for: shop.ledger))
    let other = try OpenLedger(path: shop.ledger.path)
    #expect(throws: Refusal.self) {
      try ahead.perform(shop.request("customer.edit", ["customer": 1, "phone": "1"]))
    }
    _ = try other.perform(registration(1, in: shop))
    ahead.handOver(1, bytes: 100)
    #expect(ahead.finish().error is OutOfTurn)
    ahead.handOver(1, bytes: 100)
    #expect(ahead.finish().error == nil)
  }
}
