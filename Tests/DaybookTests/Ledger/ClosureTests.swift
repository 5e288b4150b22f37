import Daybook
import EventLog
import Model
import Projections
import TestSupport
import Testing

/// One thing as of an earlier position is what the whole history says of it then, whatever went from
/// hand to hand.
@Suite("one thing as of a position")
struct ClosureTests {
  private let shop: TemporaryLedger
  /// The positions at which a command was done.
  private var ends: Set<Int64> = []

  init() throws {
    shop = try TemporaryLedger()
    try play(Self.customers + Self.orders + Self.corrections)
    let outcome = try shop.perform("claim.request", ["customer": 3, "orders": [4]])
    let token = JSON.object(outcome.json)["claims"][0]["token"]
    try play(Self.merges + [("claim.confirm", ["token": token, "update_email": true])])
    try play(Self.partings)
  }

  private mutating func play(_ story: Story) throws {
    for (name, fields) in story {
      try shop.perform(name, fields)
      ends.insert(try shop.log.size())
    }
  }

  private typealias Story = [(String, JSONObject)]

  /// Accounts 1, 2 and 3, guests 4 and 5; entries of two types.
  private static let customers: Story = [
    ("customer.register", ["email": "ada@example.com"]),
    ("customer.register", ["email": "eve@example.com", "reference": "e"]),
    ("customer.register", ["email": "bob@example.com"]),
    ("customer.record_guest", ["email": "ann@example.com"]),
    ("customer.record_guest", ["email": "ann@example.com", "site": "uk"]),
    ("profile_type.define", ["code": "office", "usages": ["shipping"], "multiple": false]),
    ("profile.add", ["customer": 1, "address": .object(.london)]),
    ("profile.add", ["customer": 2, "address": .object(.paris)]),
    ("profile.add", ["customer": 2, "address": .object(.berlin), "type": "office"]),
    ("profile.add", ["customer": 3, "address": .object(.london)]),
    ("profile.add", ["customer": 3, "address": .object(.berlin), "default_billing": true]),
  ]

  private static let orders: Story = [
    ("order.place", place(["customer": 1, "billing": ["profile": 1]])),
    (
      "order.place",
      place([
        "customer": 2, "billing": ["profile": 2],
        "shipments": [["method": "post", "shipping": ["profile": 3]]],
      ])
    ),
    ("order.place", place(["customer": 3, "billing": ["profile": 5]])),
    (
      "order.place",
      place([
        "customer": 4, "billing": ["address": .object(.paris), "save_to_address_book": true],
      ])
    ),
    ("order.place", place(["customer": 5])),
  ]

  private static let corrections: Story = [
    ("profile.edit", ["profile": 3, "phone": "1"]),
    (
      "order.change_profile",
      [
        "order": 2, "usage": "billing", "address": ["locality": "Lyon"],
        "update_address_book": true,
      ]
    ),
    ("order.add_shipment", ["order": 3, "shipping": ["profile": 4]]),
    ("order.change_email", ["order": 1, "email": "new@example.com"]),
    ("order.mark_paid", ["order": 1]),
    ("profile.disable", ["profile": 4]),
    (
      "profile_type.define",
      [
        "code": "office", "label": "Office", "usages": ["shipping", "billing"],
        "multiple": false,
      ]
    ),
    ("customer.disable", ["customer": 5]),
  ]

  /// Customer 3 becomes 2, who becomes 1; guest 5 becomes 3, and so 1.
  private static let merges: Story = [
    ("customer.merge", ["from": 3, "into": "ref:e"]),
    ("profile.edit", ["profile": 5, "phone": "2"]),
    ("customer.merge", ["from": 2, "into": 1]),
    ("customer.merge", ["from": 5, "into": 3]),
    ("profile.set_default", ["profile": 5, "usage": "shipping"]),
    ("order.assign", ["order": 3, "customer": 4]),
    ("profile.disable", ["profile": 3]),
  ]

  /// In another order than they were merged in, and removals in between.
  private static let partings: Story = [
    ("customer.unmerge", ["from": 3]),
    ("profile.edit", ["profile": 5, "address": ["address_line2": "Hof"]]),
    ("order.assign", ["order": 3, "guest_email": "nobody@example.com"]),
    ("customer.remove", ["customer": 2]),
    ("customer.restore", ["customer": 1]),
    ("customer.unmerge", ["from": 2]),
    ("profile.enable", ["profile": 4]),
    ("customer.unmerge", ["from": 5]),
    ("customer.merge", ["from": 3, "into": 2]),
    ("customer.unmerge", ["from": 3]),
    ("customer.enable", ["customer": 5]),
    ("customer.link_contact", ["customer": 5, "contact": 1]),
    ("order.complete", ["order": 5]),
    ("profile.remove", ["profile": 5]),
    ("customer.remove", ["customer": 3]),
  ]

  /// Everything that can be asked about one thing, about some more than there are.
  private func questions(_ asker: Asker) throws -> [Asker.Question] {
    var questions: [Asker.Question] = []
    for number in Int64(1)...6 {
      let customer: JSONObject = ["customer": .integer(number)]
      questions.append(try asker.question("customer.show", customer))
      questions.append(try asker.question("credit.show", customer))
      questions.append(try asker.question("profile.list", customer.with("all", true)))
      for usage in ["billing", "shipping"] as [JSON] {
        questions.append(try asker.question("profile.preferred", customer.with("usage", usage)))
      }
      questions.append(try asker.question("profile.show", ["profile": .integer(number)]))
      questions.append(try asker.question("order.show", ["order": .integer(number)]))
      questions.append(try asker.question("claim.show", ["claim": .integer(number)]))
    }
    return questions
  }

  @Test("is what the whole history says of it, at every position")
  func everyPosition() throws {
    let asker = Asker(shop: shop)
    let questions = try questions(asker)
    let head = try shop.log.size()
    for position in 0...head {
      let whole = try asker.answers(questions, fromAllUntil: position)
      let parts = try asker.answers(questions, at: .position(position))
      asker.expectSame(questions, parts, whole, "as of \(position)")
    }
  }

  @Test("is what is said now, at the head")
  func head() throws {
    let asker = Asker(shop: shop)
    let questions = try questions(asker)
    let now = try asker.answers(questions)
    let parts = try asker.answers(questions, at: .position(shop.log.size()))
    asker.expectSame(questions, parts, now, "as of the head")
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log).isEmpty)
    #expect(try shop.log.verify().isGood)
  }

  @Test("a usage never has two defaults, nor one that cannot be used")
  func defaults() throws {
    func ask(_ name: String, _ fields: JSONObject, _ position: Int64) throws -> JSON {
      let query = try #require(Queries.named(name)).read(fields)
      return try JSON(parsing: shop.ledger.answer(query, at: .position(position)).text)
    }
    for position in ends.sorted() where position > 11 {
      for number in Int64(1)...5 {
        let customer: JSONObject = ["customer": .integer(number)]
        let shown = try ask("customer.show", customer, position)
        for usage in ["billing", "shipping"] {
          let fields = customer.with("usage", .string(usage))
          let entries = try ask("profile.list", fields, position)["profiles"].array ?? []
          let defaults = entries.filter { $0["default_\(usage)"] == true }.map { $0["profile"] }
          let expected = shown["default_\(usage)_profile"]
          #expect(
            defaults == (expected.isNull ? [] : [expected]),
            "\(usage) of customer \(number) as of \(position)"
          )
        }
      }
    }
  }

  @Test("a revision that an order ever copied is never edited again")
  func revisions() throws {
    var copied: Set<String> = []
    for event in try shop.events() {
      copied.formUnion((event.data["revisions"]?.array ?? []).compactMap(\.string))
      guard event.type == "ProfileEdited", let profile = event.data["profile"]?.integer,
        let revision = event.data["revision"]?.integer
      else { continue }
      #expect(!copied.contains("\(profile).\(revision)"), "position \(event.position)")
    }
    #expect(copied.count > 5)
  }

  @Test("the past stays as it was, whoever somebody turned out to be later")
  func past() throws {
    func customer(asOf position: Int64) throws -> JSON {
      let query = try #require(Queries.named("customer.show")).read(["customer": 3])
      return try JSON(parsing: shop.ledger.answer(query, at: .position(position)).text)["customer"]
    }
    var seen: [JSON] = []
    for position in 3...(try shop.log.size()) {
      let found = try customer(asOf: position)
      if found != seen.last { seen.append(found) }
    }
    #expect(seen == [3, 2, 1, 3, 2, 3])
  }
}
