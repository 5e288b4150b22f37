import EventLog
import Events
import Model
import SQLite
import Testing

/// The ways to find events again.
struct ReadingTests {
  private static let types = ["OrderPlaced", "OrderCancelled"]

  @Test func byTagAndType() throws {
    let ledger = try SampleLedger(commands: 12)
    let log = try ledger.open()
    #expect(try log.events(tagged: "customer:2", types: Self.types).map(\.position) == [10, 12])
    #expect(
      try log.events(tagged: "customer:2", types: Self.types, through: 11).map(\.position) == [10]
    )
    #expect(try log.events(tagged: "customer:2", types: []).isEmpty)
    #expect(try log.events(tagged: "customer:", types: Self.types).isEmpty)
    #expect(try log.hasEvent(tagged: "revision:3.1"))
    #expect(try !log.hasEvent(tagged: "revision:3"))
    #expect(try log.positions(tagged: "customer:1", after: 0) == [1, 2, 3, 4, 5, 6])
    #expect(try log.positions(tagged: "customer:1", after: 4) == [5, 6])
    #expect(try log.positions(tagged: "customer:1", after: 6) == [])
  }

  @Test func byLookup() throws {
    let ledger = try SampleLedger(commands: 12)
    let log = try ledger.open()
    func positions(_ lookup: Lookup) throws -> [Int64] {
      try log.events(found: lookup).map(\.position)
    }
    #expect(try positions(Lookup("email", "default", Story.email(2))) == [7])
    #expect(try positions(Lookup("username", "default", "countess-2")) == [11])
    #expect(try positions(Lookup("customer_reference", "crm-3")) == [13])
    #expect(try positions(Lookup("order_number", "default", "3")) == [16])
    #expect(try positions(Lookup("email", "default", "nobody@example.com")) == [])
    #expect(try positions(Lookup("email", "other", Story.email(2))) == [])
    #expect(try positions(Lookup("username", "default", Story.email(2))) == [])
  }

  @Test func inRanges() throws {
    let ledger = try SampleLedger(commands: 12)
    let log = try ledger.open()
    func positions(
      _ after: Int64,
      _ through: Int64,
      _ tag: String? = nil,
      reversed: Bool = false
    ) throws -> [Int64] {
      var positions: [Int64] = []
      try log.read(after: after, through: through, tagged: tag, reversed: reversed) { event in
        positions.append(event.position)
        return positions.count < 4
      }
      return positions
    }
    #expect(try positions(0, .max) == [1, 2, 3, 4])
    #expect(try positions(15, .max) == [16, 17, 18])
    #expect(try positions(0, 2, reversed: true) == [2, 1])
    #expect(try positions(0, .max, reversed: true) == [18, 17, 16, 15])
    #expect(try positions(3, 9, "customer:2") == [7, 8, 9])
    #expect(try positions(0, 9, "customer:2", reversed: true) == [9, 8, 7])
    #expect(try positions(18, .max) == [])
    #expect(try positions(5, 5) == [])
    #expect(try positions(.max, .max) == [])
  }

  /// However events are found, they are those that a look at every event finds.
  @Test func byFilter() throws {
    let ledger = try SampleLedger(commands: 40)
    let log = try ledger.open()
    var all: [Event] = []
    try log.read { event in
      all.append(event)
      return true
    }
    let middle = all[all.count / 2]
    var filters = [EventFilter()]
    for change in [
      { $0.types = [middle.type] }, { $0.types = [middle.type, "CustomerRegistered"] },
      { $0.types = ["OrderPlace"] }, { $0.actor = middle.actor }, { $0.actor = "nobody" },
      { $0.channel = middle.channel }, { $0.channel = .orderEdit },
      { $0.correlationID = middle.correlationID ?? "none" },
      { $0.occurredUntil = middle.occurredAt },
    ] as [(inout EventFilter) -> Void] {
      filters += filters.suffix(4).map { filter in
        var filter = filter
        change(&filter)
        return filter
      }
    }
    for filter in filters {
      for tag in [nil, middle.tags.first, "customer:2", "customer:999"] {
        for isReversed in [false, true] {
          var found: [Int64] = []
          try log.read(after: 3, tagged: tag, where: filter, reversed: isReversed) { event in
            found.append(event.position)
            return true
          }
          let wanted = all.filter { event in
            event.position > 3 && (tag.map { event.tags.contains($0) } ?? true)
              && (filter.types.isEmpty || filter.types.contains(event.type))
              && (filter.actor.map { $0 == event.actor } ?? true)
              && (filter.channel.map { $0 == event.channel } ?? true)
              && (filter.correlationID.map { $0 == event.correlationID } ?? true)
              && (filter.occurredUntil.map { event.occurredAt <= $0 } ?? true)
          }.map(\.position)
          #expect(found == (isReversed ? wanted.reversed() : wanted), "\(filter), \(tag ?? "")")
        }
      }
    }
  }

  @Test func outsideTheLogIsNothing() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try ledger.open()
    for position in [Int64.min, -1, 0, 7, .max] {
      #expect(try log.event(at: position) == nil)
      #expect(try log.recordedAt(position) == nil)
      #expect(try log.leaf(at: position) == nil)
    }
    #expect(try log.leaf(at: 6)?.count == 32)
  }

  @Test func thePositionRecordedUntilATime() throws {
    let ledger = try SampleLedger()
    let early = Instant(microseconds: .min)
    let late = Instant(microseconds: .max)
    #expect(try ledger.open().position(recordedUntil: late) == 0)
    try ledger.append(1...8)
    let log = try ledger.open()
    #expect(try log.position(recordedUntil: early) == 0)
    #expect(try log.position(recordedUntil: late) == 12)
    for event in try log.all() {
      let time = event.recordedAt
      let through = try log.all().last { $0.recordedAt == time }?.position ?? 0
      let before = try log.all().last { $0.recordedAt < time }?.position ?? 0
      #expect(try log.position(recordedUntil: time) == through)
      let justBefore = Instant(microseconds: time.microseconds - 1)
      #expect(try log.position(recordedUntil: justBefore) == before)
      let justAfter = Instant(microseconds: time.microseconds + 1)
      #expect(try log.position(recordedUntil: justAfter) == through)
    }
  }

  @Test func countsByType() throws {
    let ledger = try SampleLedger(commands: 6)
    let log = try ledger.open()
    let counts = try log.counts().map { "\($0.type) \($0.count)" }
    #expect(
      counts == [
        "CustomerEdited 1", "CustomerRegistered 2", "DefaultProfileSet 2", "OrderCancelled 1",
        "OrderPlaced 2", "ProfileAdded 2",
      ]
    )
  }

  @Test func rowsForReadModels() throws {
    let ledger = try SampleLedger(commands: 8)
    let log = try ledger.open()
    let all = try log.all()
    var rows: [String] = []
    try log.replay(after: 0, through: 6, occurredUntil: nil) { row in
      rows.append("\(try row.integer(0)) \(try row.text(1)) \(try row.text(3))")
      #expect(row.columnCount == 9)
    }
    #expect(rows == all.prefix(6).map { "\($0.position) \($0.type) \($0.recordedAt.text)" })
    var positions: [Int64] = []
    try log.replay(
      tags: #"["profile:1","order:2"]"#,
      through: .max,
      occurredUntil: nil
    ) { positions.append(try $0.integer(0)) }
    #expect(positions == [2, 3, 10, 12])
    positions = []
    try log.replay(after: 0, through: .max, occurredUntil: all[4].occurredAt.text) { row in
      positions.append(try row.integer(0))
    }
    #expect(positions == [1, 2, 3, 4, 5])
  }

  @Test func anUnknownTypeIsAnErrorThatSaysSo() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try EventLog(path: ledger.path) { _, _ in nil }
    let error = #expect(throws: LogError.self) { try log.event(at: 4) }
    #expect(error?.code == .damaged)
    #expect(error?.message.contains("OrderPlaced version 2") == true)
  }
}
