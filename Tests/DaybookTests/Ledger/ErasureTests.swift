import EventLog
import Foundation
import Model
import Projections
import SQLite
import TestSupport
import Testing

@testable import Daybook

/// Erasure as it meets the files: what goes, what stays, and who may hold it up.
@Suite("erasure")
struct ErasureTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
  }

  /// Persons who have something everywhere, each with a word of their own in every value.
  private func enter(_ numbers: ClosedRange<Int64>, in shop: TemporaryLedger) throws {
    try shop.ledger.write { group in
      for number in numbers {
        for (name, fields) in Self.life(of: number) {
          _ = try group.perform(shop.request(name, fields, channel: .checkout))
        }
      }
    }
  }

  private static func word(_ number: Int64) -> String { "Quux\(1000 + number)y" }
  /// The same beyond ASCII, where JSON could be escaped.
  private static func foreign(_ number: Int64) -> String { "Жук\(1000 + number)ы" }

  private static func life(of number: Int64) -> [(String, JSONObject)] {
    let word = word(number)
    let address: JSON = [
      "country_code": "FR", "address_line1": .string("1 rue \(word)"), "locality": "Paris",
      "postal_code": "75002", "family_name": .string(foreign(number)),
    ]
    return [
      (
        "customer.register",
        [
          "email": .string("\(word)@example.com"), "username": .string(word),
          "first_name": .string(word), "last_name": .string(foreign(number)),
          "company": ["name": .string("\(word) SA")], "metadata": ["pet": .string(word)],
          "command_id": .string("register-\(number)"), "reason": .string("\(word) rang up"),
        ]
      ),
      ("profile.add", ["customer": .integer(number), "address": address]),
      (
        "order.place",
        [
          "customer": .integer(number), "currency": "EUR", "number": .string("N\(number)"),
          "lines": [["sku": "tea", "quantity": 1, "unit_price": 1000]],
          "billing": ["profile": .integer(number)],
        ]
      ),
      ("newsletter.subscribe", ["list": "news", "customer": .integer(number)]),
    ]
  }

  /// Every spelling of a person's word that could stand in a file.
  private static func traces(_ number: Int64) throws -> [Data] {
    let words = [word(number), foreign(number)].flatMap { [$0, $0.lowercased()] }
    let escaped = foreign(number).unicodeScalars.map { scalar in
      scalar.isASCII ? String(scalar) : "\\u" + String(scalar.value, radix: 16).leftPadded(to: 4)
    }.joined()
    let wide = try [word(number), foreign(number)].map {
      try #require($0.data(using: .utf16LittleEndian))
    }
    return (words + [escaped]).map { Data($0.utf8) } + wide
  }

  /// The bytes of the ledger, the read models and whatever stands beside them.
  private func bytes(of shop: TemporaryLedger) throws -> [(name: String, content: Data)] {
    let folder = URL(filePath: shop.ledger.path).deletingLastPathComponent()
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, try Data(contentsOf: folder.appending(path: name)))
    }
  }

  private func holders(of number: Int64, in shop: TemporaryLedger) throws -> [String] {
    let traces = try Self.traces(number)
    return try bytes(of: shop).filter { file in
      traces.contains { file.content.range(of: $0) != nil }
    }.map(\.name)
  }

  private func erase(_ number: Int64, _ fields: JSONObject = [:]) throws {
    var all = fields
    all["customer"] = .integer(number)
    all["basis"] = "GDPR art. 17"
    try shop.perform("customer.erase", all)
    try shop.ledger.purge()
  }

  @Test("300 of 400 persons go one after the other, and no byte tells of them")
  func manyPersons() throws {
    try enter(1...400, in: shop)
    _ = try shop.ledger.currentModels()
    var random = SeededRandom()
    var left = Array(Int64(1)...400)
    let gone = (0..<300).map { _ in left.remove(at: random.number(0...left.count - 1)) }
    for (place, number) in gone.enumerated() {
      try erase(number, ["keep_orders": false])
      #expect(try holders(of: number, in: shop) == [])
      // Looking for all of them every time would take hours.
      let earlier = gone[random.number(0...place)]
      #expect(try holders(of: earlier, in: shop) == [])
    }
    for number in Int64(1)...400 {
      let isGone = gone.contains(number)
      #expect(try holders(of: number, in: shop).isEmpty == isGone, "person \(number)")
    }
    #expect(try shop.ledger.verify().problems == [])
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log).isEmpty)
    #expect(try shop.ask("customer.list")["count"] == 100)
    #expect(try shop.ask("order.list")["count"] == 400)
  }

  @Test("entries, hashes, old checkpoints and numbers stay")
  func proofs() throws {
    try enter(1...5, in: shop)
    let entries = try shop.log.connection.text(
      "SELECT group_concat(hex(leaf) || data || ifnull(hex(commitment), '')) FROM events"
    )
    let size = try shop.log.size()
    let root = try shop.log.tree().root
    try erase(3, ["keep_orders": false])
    #expect(
      try shop.log.connection.text(
        """
        SELECT group_concat(hex(leaf) || data || ifnull(hex(commitment), '')) FROM events
        WHERE position <= ?
        """,
        size
      ) == entries
    )
    var tree = HashTree()
    for position in 1...size {
      let leaf = try #require(try shop.log.leaf(at: position))
      let digest = Digest(bytes: leaf.span)
      tree.append(leaf: try #require(digest))
    }
    #expect(tree.root == root)
    #expect(try shop.ledger.verify().problems == [])
    #expect(try shop.perform("customer.register", ["email": "new@example.com"]).customer == 6)
  }

  @Test("with orders kept, they say what they said, but nothing of the person beside them")
  func keepsOrders() throws {
    try enter(1...2, in: shop)
    let before = try shop.ask("order.show", ["order": 1])
    try erase(1)
    let order = try shop.ask("order.show", ["order": 1])
    for key in ["number", "total", "email", "placed_at", "lines", "status"] {
      #expect(order[key] == before[key], "\(key)")
    }
    #expect(order["billing"]["address"] == before["billing"]["address"])
    #expect(before["buyer"]["company"]["name"] == "Quux1001y SA")
    #expect(
      order["buyer"] == ["first_name": .null, "last_name": .null, "phone": .null, "company": .null]
    )
    let customer = try shop.ask("customer.show", ["customer": 1])
    #expect(customer["erased"] == true && customer["removed"] == true)
    for key in ["email", "first_name", "last_name", "phone", "company", "username"] {
      #expect(customer[key].isNull, "\(key)")
    }
    #expect(customer["metadata"] == [:])
    #expect(try shop.ask("profile.list", ["customer": 1])["count"] == 0)
    #expect(try shop.ask("newsletter.list")["count"] == 1)
    #expect(try shop.ask("customer.list")["count"] == 1)
    // As it was then, without what is gone since.
    let past = try shop.ask("customer.show", ["customer": 1], at: .position(1))
    #expect(past["erased"] == false && past["first_name"].isNull)
    #expect(past["erased_since"] == true && customer["erased_since"].isNull)
    #expect(try shop.ledger.verify().problems == [])
  }

  @Test("what is gone is said to be, also as of a moment before")
  func marks() throws {
    try enter(1...2, in: shop)
    let end = try shop.log.size()
    try erase(1)
    func order(_ number: Int64, at moment: Moment = .now) throws -> JSON {
      try shop.ask("order.show", ["order": .integer(number)], at: moment)
    }
    #expect(try order(1)["buyer_erased"] == true && order(1)["erased"].isNull)
    try erase(1, ["keep_orders": false])
    for moment in [Moment.now, .position(end)] {
      #expect(try order(1, at: moment)["erased"] == true)
      #expect(try order(1, at: moment)["buyer_erased"] == true)
      #expect(try order(2, at: moment)["erased"].isNull)
      #expect(try order(2, at: moment)["buyer_erased"].isNull)
      let other = try shop.ask("customer.show", ["customer": 2], at: moment)
      #expect(other["erased"] == false && other["erased_since"].isNull)
    }
    func profile(_ number: Int64) throws -> JSON {
      try shop.ask("profile.show", ["profile": .integer(number)], at: .position(end))
    }
    #expect(try profile(1)["erased"] == true && profile(1)["address"].isNull)
    #expect(try profile(2)["erased"].isNull)
  }

  @Test("a command given again is known by its id alone")
  func fingerprint() throws {
    try enter(1...1, in: shop)
    try erase(1)
    let outcome = try shop.perform(
      "customer.register",
      ["email": "other@example.com", "command_id": "register-1"]
    )
    #expect(outcome.isReplayed && outcome.positions == [1])
    #expect(try shop.ask("customer.list")["count"] == 0)
  }

  @Test("commands of the same transaction see the person gone")
  func sameTransaction() throws {
    try shop.ledger.write { group in
      for (name, fields) in Self.life(of: 1).prefix(1) {
        _ = try group.perform(shop.request(name, fields))
      }
      _ = try group.perform(
        shop.request("customer.erase", ["customer": "quux1001y@example.com", "basis": "x"])
      )
      let again = try group.perform(
        shop.request("customer.register", ["email": "quux1001y@example.com"])
      )
      #expect(again.customer == 2)
    }
    #expect(try shop.ledger.verify().problems.map(\.position) == [nil])
    try shop.ledger.purge()
    #expect(try shop.ledger.verify().problems == [])
  }

  @Test("what is rolled back is not erased")
  func rolledBack() throws {
    struct Stop: Error {}
    try enter(1...1, in: shop)
    #expect(throws: Stop.self) {
      try shop.ledger.write { group in
        _ = try group.perform(shop.request("customer.erase", ["customer": 1, "basis": "x"]))
        throw Stop()
      }
    }
    try shop.ledger.purge()
    #expect(try shop.ask("customer.show", ["customer": 1])["username"] == "Quux1001y")
    #expect(try shop.ledger.verify().problems == [])
  }

  @Test(
    "somebody who reads the old state holds up the purge, not the erasure",
    arguments: ["ledger.db", "ledger.projections.db"]
  )
  func heldUp(file: String) throws {
    try enter(1...2, in: shop)
    _ = try shop.ledger.currentModels()
    let folder = URL(filePath: shop.ledger.path).deletingLastPathComponent()
    let reader = try Connection(path: folder.appending(path: file).path, access: .readOnly)
    try reader.execute("BEGIN")
    _ = try reader.integer("SELECT count(*) FROM sqlite_schema")
    shop.ledger.busyTimeoutMilliseconds = 20
    try shop.ledger.readModels().busyTimeoutMilliseconds = 20
    try shop.perform("customer.erase", ["customer": 1, "basis": "x", "keep_orders": false])
    #expect(throws: LedgerError.self) { try shop.ledger.purge() }
    do {
      try shop.ledger.purge()
    } catch let error as LedgerError {
      #expect(error.code == .purgePending)
    }
    #expect(try shop.log.pendingPurge != nil)
    let problems = try shop.ledger.verify().problems
    #expect(problems.count == 1 && problems[0].problem.contains("purge"))
    #expect(try shop.ask("customer.show", ["customer": 1])["erased"] == true)
    try reader.execute("COMMIT")
    reader.close()
    // Another program, later.
    let next = try OpenLedger(path: shop.ledger.path)
    try next.purge()
    #expect(try next.log.pendingPurge == nil)
    #expect(try holders(of: 1, in: shop) == [])
    #expect(try holders(of: 2, in: shop).isEmpty == false)
    #expect(try next.verify().problems == [])
  }

  /// Whoever catches an error gives a command again.
  @Test func whatIsDoneWhileAPurgeIsHeldUpIsNoError() throws {
    try enter(1...2, in: shop)
    _ = try shop.ledger.currentModels()
    let reader = try Connection(path: shop.ledger.path, access: .readOnly)
    try reader.execute("BEGIN")
    _ = try reader.integer("SELECT count(*) FROM events")
    shop.ledger.busyTimeoutMilliseconds = 20
    try shop.perform("customer.erase", ["customer": 1, "basis": "x"])
    #expect(throws: LedgerError.self) { try shop.ledger.purge() }
    let library = try Ledger(path: shop.ledger.path)
    try library.locked { $0.busyTimeoutMilliseconds = 20 }
    let outcome = try library.perform(RecordGuest(email: "new@example.com"), by: "test")
    #expect(outcome.positions.count == 1)
    // The first of them was done before; its purge is not.
    for customer in 1...2 {
      let error = #expect(throws: LedgerError.self) {
        let customer = CustomerReference(integerLiteral: Int64(customer))
        try library.perform(EraseCustomer(customer: customer, basis: "x"), by: "test")
      }
      #expect(error?.code == .purgePending)
    }
    try reader.execute("COMMIT")
    try library.perform(RecordGuest(email: "other@example.com"), by: "test")
    #expect(try shop.ledger.verify().problems == [])
  }

  @Test("a program that keeps the ledger open sees the person gone, before the purge too")
  func otherProgram() throws {
    try enter(1...2, in: shop)
    let other = try OpenLedger(path: shop.ledger.path)
    _ = try other.currentModels()
    try shop.perform("customer.erase", ["customer": 1, "basis": "x"])
    let models = try other.currentModels()
    #expect(
      try models.connection.integer(
        "SELECT count(*) FROM customer_details WHERE first_name = 'Quux1001y'"
      ) == 0
    )
    #expect(try models.verify(nil, against: other.log).isEmpty)
    try shop.ledger.purge()
    #expect(try models.verify(nil, against: other.log).isEmpty)
  }

  @Test("blank where no erasure is, and not blank where one is, are both found")
  func tampering() throws {
    try enter(1...2, in: shop)
    let kept = try #require(
      try shop.log.connection.first("SELECT salt, data FROM personal WHERE position = 1") { row in
        (salt: try row.bytes(0), data: try row.text(1))
      }
    )
    try erase(1)
    let connection = shop.log.connection
    try connection.run(
      "UPDATE personal SET salt = ?, data = ? WHERE position = 1",
      kept.salt,
      kept.data
    )
    #expect(
      try shop.ledger.verify().problems.contains { problem in
        problem.position == 1 && problem.problem.contains("is still here")
      }
    )
    try connection.run("UPDATE personal SET salt = zeroblob(32), data = ' ' WHERE position = 1")
    let second = try #require(try shop.log.positions(tagged: "customer:2", after: 0).first)
    try connection.run(
      "UPDATE personal SET salt = zeroblob(32), data = '    ' WHERE position = ?",
      second
    )
    let problems = try shop.ledger.verify().problems.filter { $0.problem.contains("blank") }
    #expect(problems.map(\.position) == [second])
    // An order that is kept is not covered.
    let order = try #require(try shop.log.positions(tagged: "order:1", after: 0).first)
    try connection.run(
      "UPDATE personal SET salt = zeroblob(32), data = '    ' WHERE position = ?",
      order
    )
    #expect(
      try shop.ledger.verify().problems.contains { problem in
        problem.position == order && problem.problem.contains("blank")
      }
    )
  }
}

extension String {
  fileprivate func leftPadded(to count: Int) -> String {
    String(repeating: "0", count: Swift.max(0, count - self.count)) + self
  }
}
