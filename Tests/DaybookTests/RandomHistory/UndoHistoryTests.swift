import Daybook
import EventLog
import Foundation
import Model
import TestSupport
import Testing

/// Random histories in which the newest event is undone now and then.
@Suite("random histories with undo")
struct UndoHistoryTests {
  private static var histories: Int {
    ProcessInfo.processInfo.environment["DAYBOOK_HISTORIES"].flatMap { Int($0) } ?? 6
  }

  /// What every event moves on, and what says that something was ever done.
  private static let bookkeeping = ["updated_at", "last_position", "revision", "in_sync"]

  /// A cart that was made empty is so already, and an address may still stand in another entry.
  private static let mayBeSo = ["CartUpdated", "ProfileRemoved"]

  @Test("everything is as it was in front of the event, or the event says why not")
  func back() throws {
    var random = SeededRandom()
    var undone: Set<String> = []
    for _ in 1...Self.histories {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      let shop = history.shop
      while history.given < 150 {
        let positions = try history.runOne()
        guard positions.count == 1, let position = positions.first,
          let event = try shop.log.event(at: position)
        else { continue }
        do {
          let outcome = try shop.perform("undo", ["position": .integer(position), "reason": "x"])
          let isChange = !outcome.positions.isEmpty || Self.mayBeSo.contains(event.type)
          #expect(isChange, "\(event.type), seed \(seed)")
          undone.insert(event.type)
          try compare(event, in: shop, "\(event.type) at \(position), seed \(seed)")
        } catch let refusal as Refusal {
          // The opposite may meet a rule, such as a customer who was removed.
          #expect(
            refusal.code == .notUndoable || refusal.details["type"] == nil,
            "\(event.type): \(refusal.message)"
          )
        }
        try history.catchUp()
      }
      try history.close()
      #expect(history.problems == [], "seed \(seed)")
    }
    print("undone: \(undone.sorted().joined(separator: ", "))")
    #expect(undone.count > 15)
  }

  /// Everything that the event concerns, then and now.
  private func compare(_ event: Event, in shop: TemporaryLedger, _ what: String) throws {
    for tag in event.tags {
      let parts = tag.split(separator: ":", maxSplits: 1).map(String.init)
      // A claim ends, and a number is never used twice: an entry that was removed comes back as another.
      guard parts.count == 2, ["customer", "profile", "order", "group", "site"].contains(parts[0]),
        event.type != "ProfileRemoved" || parts[0] == "order"
      else { continue }
      let fields: JSONObject = [parts[0]: Int64(parts[1]).map(JSON.integer) ?? .string(parts[1])]
      let before: JSON
      do {
        before = try shop.ask("\(parts[0]).show", fields, at: .position(event.position - 1))
      } catch is Refusal {
        continue
      }
      let after = try shop.ask("\(parts[0]).show", fields)
      let (then, now) = (Self.facts(before).object ?? [:], Self.facts(after).object ?? [:])
      for (key, value) in then where now[key] != value {
        Issue.record("\(what): \(tag) \(key) was \(value), is \(now[key] ?? .null)")
      }
    }
  }

  private static func facts(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements):
      // A pot that was never used is one with nothing in it.
      return .array(elements.filter { $0["balance"] != 0 }.map(facts))
    case .object(let members):
      var result = JSONObject()
      for (key, value) in members where !bookkeeping.contains(key) { result[key] = facts(value) }
      return .object(result)
    default: return json
    }
  }
}
