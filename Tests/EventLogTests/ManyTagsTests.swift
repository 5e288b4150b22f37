import EventLog
import Events
import Model
import SQLite
import TestSupport
import Testing

/// One event about very many things costs what they are, and not each of them times all: with work that
/// grows with the square these tests would take many minutes.
struct ManyTagsTests {
  private static let orders = Array(Int64(1)...20_000)
  private let ledger: SampleLedger

  init() throws {
    ledger = try SampleLedger(commands: 4)
  }

  private func append(_ events: [any EventType], to log: EventLog) throws {
    try log.write { writer in
      var envelope = Story.envelope(1)
      envelope.recordedAt = writer.lastRecordedAt ?? envelope.recordedAt
      _ = try writer.append(events.map(Story.newEvent), envelope)
    }
  }

  @Test func tagsStandOnceAndInOrder() throws {
    let contract = try #require(Story.contracts(CustomersMerged.name, 1))
    let twice = CustomersMerged(from: 2, into: 1, orders: Self.orders + Self.orders.reversed())
    let tags = contract.tags(of: twice.data)
    #expect(tags.count == Self.orders.count + 2)
    #expect(tags.prefix(5) == ["customer:1", "customer:2", "order:1", "order:10", "order:100"])
  }

  @Test func verifyReadsAMergeOnceForAllItsErasedOrders() throws {
    let log = try ledger.open()
    try append([CustomersMerged(from: 2, into: 1, orders: Self.orders)], to: log)
    let erased = CustomerErased(
      customer: 1,
      customers: [1, 2],
      contacts: [1],
      profiles: [1],
      paymentMethods: [],
      orders: Self.orders,
      carts: [],
      basis: "asked",
      keepOrders: false
    )
    try append([erased], to: log)
    try log.finishPurge(of: log.pendingPurge ?? 0)
    #expect(try log.verify().problems == [])
  }

  /// An event that says of nobody what an erasure covers is not found, and one that does is found once.
  @Test func whatAnErasureLeftIsFoundOnce() throws {
    let log = try ledger.open()
    let before = try log.all().filter { !$0.personalFields.isEmpty }.map(\.position)
    let connection = try ledger.connect()
    var parts: [(Int64, [UInt8], [UInt8])] = []
    try connection.query("SELECT position, salt, data FROM personal") { row in
      parts.append((try row.integer(0), try row.bytes(1), try row.bytes(2)))
    }
    let blank = try ledger.erase(customer: 1)
    for (position, salt, data) in parts where blank.contains(position) {
      let text = String(decoding: data, as: UTF8.self)
      try connection.run(
        "UPDATE personal SET salt = ?2, data = ?3 WHERE position = ?1",
        position,
        salt,
        text
      )
    }
    let found = try ledger.open().verify().problems.filter { $0.problem.contains("still here") }
    #expect(found.compactMap(\.position) == before.filter(blank.contains))
    #expect(!found.isEmpty)
  }

  @Test func aMergeIsReadOnceForAllItsOrders() throws {
    let log = try ledger.open()
    let orders = Array(Int64(1)...200)
    try append(orders.map { OrderPaid(order: $0, customer: 2) }, to: log)
    try append([CustomersMerged(from: 2, into: 1, orders: Self.orders)], to: log)
    try log.beginReading()
    defer { log.endReading() }
    let merges = try orders.compactMap { order in
      try log.events(
        tagged: "order:\(order)",
        types: [OrderPaid.name, CustomersMerged.name]
      ).last
    }
    #expect(merges.count == orders.count)
    #expect(merges.allSatisfy { $0 === merges.first })
  }
}
