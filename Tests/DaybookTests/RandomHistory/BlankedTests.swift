import Daybook
import EventLog
import Model
import Projections
import SQLite
import TestSupport
import Testing

/// Personal data can go from any event, as an erasure takes it: nothing depends on its being there.
@Suite("blanked personal data")
struct BlankedTests {
  @Test("read models can be rebuilt, every question is answered, and the ledger goes on")
  func anyRowMayBeBlank() throws {
    var random = SeededRandom()
    for share in [10, 50, 100] {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      while history.given < 120 { try history.runBatch() }
      try history.close()
      let asker = Asker(shop: history.shop)
      let questions = try asker.entities(history.witness) + asker.lists(history.witness)
      let answered = try asker.answers(questions).count
      let root = try history.shop.log.tree().root
      try blank(share, of: history, &random)
      #expect(try history.shop.log.tree().root == root)
      let models = try history.shop.ledger.readModels()
      try models.rebuild(nil, from: history.shop.log)
      #expect(try models.verify(nil, against: history.shop.log).isEmpty, "seed \(seed)")
      #expect(try asker.answers(questions).count == answered, "seed \(seed)")
      try readEverything(history)
      // Decisions fold the same events: they may refuse, but none may fail.
      var more = 0
      while more < 60 {
        more += 1
        let number = Int64(random.number(1...10))
        for (name, fields) in Self.commands(number) {
          do { try history.shop.perform(name, fields) } catch is Refusal {}
        }
      }
    }
  }

  private static func commands(_ number: Int64) -> [(String, JSONObject)] {
    let address: JSON = [
      "country_code": "DK", "address_line1": "Laksegade 1", "locality": "København",
      "postal_code": "1063",
    ]
    return [
      ("customer.edit", ["customer": .integer(number), "phone": "+45 1"]),
      ("customer.change_email", ["customer": .integer(number), "email": "x@example.org"]),
      ("customer.set_metadata", ["customer": .integer(number), "metadata": ["a": 1]]),
      ("profile.add", ["customer": .integer(number), "address": address]),
      ("profile.edit", ["profile": .integer(number), "phone": "+45 2"]),
      ("profile.remove", ["profile": .integer(number)]),
      ("order.cancel", ["order": .integer(number)]),
      ("claim.request", ["customer": .integer(number), "orders": [.integer(number)]]),
      (
        "order.place",
        [
          "customer": .integer(number), "currency": "DKK",
          "lines": [["sku": "A", "quantity": 1, "unit_price": 5]],
          "billing": ["address": address],
        ]
      ),
    ]
  }

  /// Overwrites some personal rows in place: salt of zeros, data of as many spaces.
  private func blank(
    _ percent: Int,
    of history: RandomHistory,
    _ random: inout SeededRandom
  ) throws {
    let connection = history.shop.log.connection
    var positions: [Int64] = []
    try connection.query("SELECT position FROM personal") { positions.append(try $0.integer(0)) }
    for position in positions where random.number(1...100) <= percent {
      try connection.run(
        """
        UPDATE personal SET salt = zeroblob(32), data = printf('%*s', length(CAST(data AS BLOB)), '')
        WHERE position = ?
        """,
        position
      )
    }
  }

  private func readEverything(_ history: RandomHistory) throws {
    var count: Int64 = 0
    try history.shop.log.read { event in
      count += 1
      return event.json["position"].integer == count
    }
    #expect(count == history.witness.position)
  }
}
