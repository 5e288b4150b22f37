import Daybook
import EventLog
import Events
import Foundation
import Model
import TestSupport
import Testing

/// What a connection knows from one command to the next, and what it decides ahead of the disk, must
/// change nothing but the time it takes.
@Suite("states that are known from earlier commands")
struct KnownStatesTests {
  private static var histories: Int {
    ProcessInfo.processInfo.environment["DAYBOOK_HISTORIES"].flatMap { Int($0) } ?? 6
  }

  @Test("decide as if every event were read, whoever else writes, whatever fails or is erased")
  func decideTheSame() throws {
    var random = SeededRandom()
    var voided = 0
    for _ in 1...Self.histories {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      let twin = try ForgetfulTwin(of: history)
      while history.given < 150, twin.problems.isEmpty {
        switch random.number(1...100) {
        case ...25: try history.runBatch()
        case ...60: try history.runAhead()
        case ...75: _ = try history.runOne()
        case ...85: try history.runElsewhere()
        case ...95: try history.runInVain()
        default: try history.erase()
        }
      }
      #expect(twin.problems == [], "seed \(seed)")
      #expect(history.problems == [], "seed \(seed)")
      voided += history.voided
      let known = try history.shop.events().map(Self.comparable)
      let read = try twin.shop.events().map(Self.comparable)
      #expect(known == read, "seed \(seed)")
    }
    #expect(voided > 0)
  }

  /// Without what is random.
  private static func comparable(_ event: Event) -> String {
    var json = event.json.object ?? [:]
    var data = json["data"]?.object ?? [:]
    data["token_hash"] = nil
    json["data"] = .object(data)
    return JSON.object(json).canonicalText
  }

  @Test("what a failed group did is not known, though another program appended as much since")
  func failedGroup() throws {
    struct Failure: Error {}
    let shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    let edit: JSONObject = ["customer": 1, "phone": "1"]
    #expect(throws: Failure.self) {
      try shop.ledger.write { group in
        let outcome = try group.perform(shop.request("customer.edit", edit))
        #expect(outcome.positions == [2])
        #expect(try group.perform(shop.request("customer.edit", edit)).positions == [])
        throw Failure()
      }
    }
    let other = try OpenLedger(path: shop.ledger.path)
    _ = try other.perform(shop.request("customer.edit", ["customer": 1, "phone": "2"]))
    #expect(try shop.perform("customer.edit", edit).positions == [3])
  }

  @Test("the events of a tag after a position are those that a look through the log finds")
  func eventsAfter() throws {
    var random = SeededRandom()
    let history = try RandomHistory(seed: random.next())
    while history.given < 150 { try history.runBatch() }
    let log = history.shop.log
    let events = try history.shop.events()
    let types = Set(events.map(\.type)).sorted()
    let tags = Set(events.flatMap(\.tags)).sorted()
    for _ in 0..<500 {
      let picked = random.pick(tags)
      let tag = try #require(picked)
      let wanted = Array(types.shuffled(using: &random).prefix(random.number(1...6)))
      let after = Int64(random.number(0...events.count))
      let through = Int64(random.number(0...events.count))
      let found = try log.events(tagged: tag, types: wanted, after: after, through: through)
      let expected = events.filter { event in
        event.position > after && event.position <= through && event.tags.contains(tag)
          && wanted.contains(event.type)
      }
      #expect(found.map(\.position) == expected.map(\.position), "\(tag), \(wanted), \(after)")
    }
  }

  @Test("a command's content is the same, written at once or by way of an object")
  func content() throws {
    var random = SeededRandom()
    let seed = random.next()
    let history = try RandomHistory(seed: seed)
    let others: JSONObject = ["actor": "anna", "channel": "account", "site": "uk", "zeta": 1]
    history.afterCommand = { command, _ in
      guard let type = Decisions.named(command.name) else { return }
      var own = command.fields
      for (key, _) in command.fields where Provenance.has(key) && !type.hasOwn(key) {
        own[key] = nil
      }
      guard let value = try? type.read(own) else { return }
      var bytes: [UInt8] = []
      value.content.merging(others, nullRemoves: false).appendCanonical(to: &bytes)
      #expect(value.content(with: others) == bytes, "\(command.name), seed \(seed)")
    }
    while history.given < 150 { try history.runBatch() }
  }
}
