import Daybook
import EventLog
import Events
import Foundation
import Model
import Projections
import TestSupport
import Testing

/// Random histories in which people are erased again and again.
@Suite("random histories with erasures")
struct ErasureHistoryTests {
  private static var histories: Int {
    ProcessInfo.processInfo.environment["DAYBOOK_HISTORIES"].flatMap { Int($0) } ?? 5
  }

  @Test("hold together: hashes, read models, questions about the past, and the shop goes on")
  func holdTogether() throws {
    var random = SeededRandom()
    for _ in 1...Self.histories {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      let shop = history.shop
      var roots: [(size: Int64, root: Digest)] = []
      while history.given < 150 {
        try history.runBatch()
        guard random.chance(percent: 50) else { continue }
        roots.append((try shop.log.size(), try shop.log.tree().root))
        try history.erase()
      }
      try history.close()
      #expect(history.problems == [], "seed \(seed)")
      for (size, root) in roots {
        #expect(try shop.log.root(ofSize: size) == root, "seed \(seed), size \(size)")
      }
      let asker = Asker(shop: shop)
      let questions = try asker.entities(history.witness) + asker.lists(history.witness)
      let now = try asker.answers(questions)
      let asOfHead = try asker.answers(questions, fromAllUntil: history.witness.position)
      asker.expectSame(questions, now, asOfHead, "as of the head, seed \(seed)")
      let models = try shop.ledger.readModels()
      #expect(try models.verify(nil, against: shop.log).isEmpty, "seed \(seed)")
      // What they said of themselves is gone, wherever merges and their end brought it.
      for event in try shop.events()
      where [ProfileAdded.name, PaymentMethodAdded.name].contains(event.type) {
        guard let customer = event.data["customer"]?.integer, history.erased.contains(customer)
        else { continue }
        #expect(event.personalFields == [], "position \(event.position), seed \(seed)")
      }
      for customer in history.erased {
        let shown = try shop.ask("customer.show", ["customer": .integer(customer)])
        #expect(shown["erased"] == true && shown["removed"] == true, "seed \(seed)")
        for key in ["email", "first_name", "last_name", "phone", "company", "username"] {
          #expect(shown[key].isNull, "customer \(customer), \(key), seed \(seed)")
        }
        let book = try shop.ask("profile.list", ["customer": .integer(customer), "all": true])
        #expect(book["count"] == 0, "customer \(customer), seed \(seed)")
      }
    }
  }
}
