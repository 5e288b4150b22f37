import Daybook
import Model
import TestSupport
import Testing

@Suite("what an order keeps")
struct SnapshotTests {
  private let shop: TemporaryLedger

  /// Account 1 with entry 1 in London, which order 1 modifies to Leeds at checkout.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com", "first_name": "Ada"])
    try shop.perform("profile.add", ["customer": 1, "address": .object(.london)])
    try shop.perform(
      "order.place",
      place([
        "customer": 1, "billing": ["profile": 1, "address": ["locality": "Leeds"]],
        "shipments": [["shipping": ["profile": 1]]],
      ]),
      channel: .checkout
    )
  }

  private func ask(_ name: String, _ fields: JSONObject) throws -> JSON {
    let type = try #require(Queries.named(name))
    return try JSON(parsing: shop.ledger.answer(type.read(fields)).text)
  }

  @Test("an entry that was modified at checkout is in sync with the order")
  func inSync() throws {
    let order = try ask("order.show", ["order": 1])
    #expect(order["billing"]["in_sync"] == true)
    #expect(order["billing"]["address"]["locality"] == "Leeds")
    #expect(order["billing"]["revision"] == 1)
    #expect(order["shipments"][0]["shipping"]["in_sync"] == true)
    let profile = try ask("profile.show", ["profile": 1])
    #expect(profile["address"]["locality"] == "Leeds")
  }

  @Test("an edit of the book leaves the order as it was, and out of sync")
  func edited() throws {
    let before = try ask("order.show", ["order": 1])
    let outcome = try shop.perform(
      "profile.edit",
      ["profile": 1, "address": ["locality": "York"]]
    )
    let revision = try ask("profile.show", ["profile": 1])["revision"]
    #expect(revision == 2 && outcome.positions.count == 1)
    let after = try ask("order.show", ["order": 1])
    #expect(after["billing"]["address"] == before["billing"]["address"])
    #expect(after["original"]["billing"]["address"] == before["billing"]["address"])
    #expect(after["billing"]["in_sync"] == false)
    try shop.perform("profile.edit", ["profile": 1, "address": ["locality": "Leeds"]])
    #expect(try ask("order.show", ["order": 1])["billing"]["in_sync"] == true)
    try shop.perform("profile.remove", ["profile": 1])
    #expect(try ask("order.show", ["order": 1])["billing"]["in_sync"] == false)
  }

  @Test("the customer's later changes stay out of it")
  func customerChanges() throws {
    try shop.perform("customer.edit", ["customer": 1, "first_name": "Augusta"])
    try shop.perform(
      "customer.change_email",
      ["customer": 1, "email": "new@example.com", "reason": "asked"]
    )
    let order = try ask("order.show", ["order": 1])
    #expect(order["buyer"]["first_name"] == "Ada")
    #expect(order["email"] == "ada@example.com")
    #expect(order["customer"] == 1)
  }
}
