import Daybook
import Model
import Projections
import TestSupport
import Testing

@Suite("cart list, cart show")
struct CartQueryTests {
  private let shop: TemporaryLedger

  /// Cart 1 of account 1, cart 2 of an e-mail, cart 3 of nobody and empty; each an hour later.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    for fields in [
      ["customer": 1, "reference": "a", "lines": [line]],
      ["email": "new@example.com", "lines": [line]], ["site": "uk"],
    ] as [JSONObject] {
      try shop.perform("cart.update", fields.with("currency", "EUR"))
      shop.clock.advance(bySeconds: 3600)
    }
  }

  private let line: JSON = ["sku": "tea", "quantity": 2, "unit_price": 450]

  private func listed(_ fields: JSONObject = [:]) throws -> [JSON] {
    let answer = try shop.ask("cart.list", fields)
    let rows = try #require(answer["carts"].array)
    #expect(answer["count"] == .integer(Int64(rows.count)))
    return rows.map { $0["cart"] }
  }

  @Test("an open cart with all that is in it")
  func show() throws {
    let cart: JSON = [
      "cart": 1, "site": "default", "customer": 1, "email": "ada@example.com", "currency": "EUR",
      "lines": [line], "updated_at": "2026-03-01T12:00:00.000000Z", "reference": "a",
    ]
    #expect(try shop.ask("cart.show", ["cart": 1]) == cart)
    #expect(try shop.ask("cart.show", ["cart": "ref:a"]) == cart)
    let second = try shop.ask("cart.show", ["cart": 2])
    #expect(second["customer"].isNull && second["email"] == "new@example.com")
    let third = try shop.ask("cart.show", ["cart": 3])
    #expect(third["email"].isNull && third["lines"] == [] && third["site"] == "uk")
    for cart in [4, "ref:x"] as [JSON] {
      #expect(try shop.refusedAnswer("cart.show", ["cart": cart]) == .notFound)
    }
  }

  @Test("the one touched last comes first; an assignment is no touch")
  func list() throws {
    #expect(try listed() == [3, 2, 1])
    try shop.perform("cart.assign", ["cart": 2, "customer": 1])
    #expect(try listed() == [3, 2, 1])
    #expect(try listed(["customer": 1]) == [2, 1])
    try shop.perform("cart.clear", ["cart": 1])
    #expect(try listed() == [1, 3, 2])
    let answer = try shop.ask("cart.list", ["limit": 1, "offset": 1])
    #expect(answer["count"] == 3 && answer["carts"].array?.map { $0["cart"] } == [3])
  }

  @Test("the e-mail is the customer's of now")
  func email() throws {
    try shop.perform(
      "customer.change_email",
      ["customer": 1, "email": "ada@example.org", "reason": "asked"]
    )
    #expect(try shop.ask("cart.show", ["cart": 1])["email"] == "ada@example.org")
    try shop.perform("cart.assign", ["cart": 2, "customer": 1])
    #expect(try shop.ask("cart.show", ["cart": 2])["email"] == "ada@example.org")
  }

  @Test("abandoned is what has something in it and nobody touched for so long")
  func abandoned() throws {
    // It is 15:00; the carts are of 12:00, 13:00 and 14:00, and the last one is empty.
    #expect(try listed(["abandoned_after": 0]) == [2, 1])
    #expect(try listed(["abandoned_after": 2]) == [2, 1])
    #expect(try listed(["abandoned_after": 3]) == [1])
    #expect(try listed(["abandoned_after": 4]) == [])
    #expect(try listed(["abandoned_after": 4, "at": "2026-03-01T16:00:00Z"]) == [1])
    #expect(try listed(["abandoned_after": 1, "at": "2026-03-01"]) == [2, 1])
    for fields in [
      ["at": "2026-03-01"], ["abandoned_after": -1], ["abandoned_after": 1_000_000],
    ] as [JSONObject] {
      #expect(try shop.refusedAnswer("cart.list", fields) == .fieldInvalid)
    }
  }

  @Test("ordered and expired carts are gone, and the order names its cart")
  func closed() throws {
    try shop.perform("order.place", place(["cart": 1]))
    #expect(try listed() == [3, 2])
    #expect(try shop.refusedAnswer("cart.show", ["cart": 1]) == .notFound)
    #expect(try shop.refusedAnswer("cart.show", ["cart": "ref:a"]) == .notFound)
    #expect(try shop.ask("order.show", ["order": 1])["cart"] == 1)
    let again = try shop.perform("order.place", place(["cart": 1]))
    #expect(again.positions.isEmpty && again.json["order"] == 1 && again.json["number"] == "1")
    try shop.perform("cart.purge", ["at": "2026-06-01"])
    #expect(try listed() == [])
  }

  @Test("a cart goes along with its customer and comes back")
  func merged() throws {
    try shop.perform("customer.register", ["email": "eve@example.com"])
    try shop.perform("customer.merge", ["from": 1, "into": 2])
    #expect(try shop.ask("cart.show", ["cart": 1])["customer"] == 2)
    #expect(try shop.ask("cart.show", ["cart": 1])["email"] == "eve@example.com")
    try shop.perform("customer.unmerge", ["from": 1])
    #expect(try shop.ask("cart.show", ["cart": 1])["customer"] == 1)
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log).isEmpty)
  }
}
