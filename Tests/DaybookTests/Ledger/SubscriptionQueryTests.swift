import Daybook
import Model
import Projections
import TestSupport
import Testing

@Suite("newsletter list, payment_method list, customer dossier")
struct SubscriptionQueryTests {
  private let shop: TemporaryLedger

  /// Account 1, guest 2; it is noon of 2026-03-01.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("customer.record_guest", ["email": "eve@example.com"])
  }

  private func subscribe(_ list: JSON, _ key: String, _ value: JSON) throws {
    try shop.perform("newsletter.subscribe", ["list": list, key: value])
    shop.clock.advance(bySeconds: 1)
  }

  private func subscriptions(_ fields: JSONObject = [:]) throws -> [[JSON]] {
    let answer = try shop.ask("newsletter.list", fields)
    let rows = try #require(answer["newsletters"].array)
    #expect(answer["count"] == .integer(Int64(rows.count)))
    return rows.map { [$0["list"], $0["customer"], $0["email"]] }
  }

  @Test("who gets which list, customers by the e-mail they have now")
  func newsletters() throws {
    try subscribe("news", "customer", 1)
    try subscribe("news", "email", "new@example.com")
    try subscribe("tea", "email", "eve@example.com")
    try shop.perform(
      "customer.change_email",
      ["customer": 1, "email": "ada@example.org", "reason": "asked"]
    )
    #expect(
      try subscriptions() == [
        ["news", .null, "new@example.com"], ["news", 1, "ada@example.org"],
        ["tea", 2, "eve@example.com"],
      ]
    )
    #expect(try subscriptions(["list": "tea"]) == [["tea", 2, "eve@example.com"]])
    #expect(try subscriptions(["customer": 1]) == [["news", 1, "ada@example.org"]])
    let row = try shop.ask("newsletter.list", ["customer": 2])["newsletters"].array?.first
    #expect(row?["subscribed_at"] == "2026-03-01T12:00:02.000000Z")
    #expect(try shop.refusedAnswer("newsletter.list", ["customer": 9]) == .notFound)
  }

  @Test("a contact's subscription is shown as the customer's who has the contact, once")
  func contact() throws {
    try subscribe("news", "email", "new@example.com")
    try shop.perform("customer.record_guest", ["email": "new@example.com"])
    #expect(try subscriptions() == [["news", 3, "new@example.com"]])
    try shop.perform("customer.register", ["email": "new@example.com"])
    #expect(try subscriptions() == [["news", 4, "new@example.com"]])
    #expect(try subscriptions(["customer": 3]) == [])
    try shop.perform("newsletter.unsubscribe", ["list": "news", "customer": 4])
    #expect(try subscriptions() == [])
  }

  @Test("removed customers are out of view, merged ones give to whom they are")
  func removedAndMerged() throws {
    try subscribe("news", "customer", 2)
    try shop.perform("customer.remove", ["customer": 2])
    #expect(try subscriptions() == [])
    try shop.perform("customer.restore", ["customer": 2])
    try shop.perform("customer.merge", ["from": 2, "into": 1])
    #expect(try subscriptions() == [["news", 1, "ada@example.com"]])
    try shop.perform("customer.unmerge", ["from": 2])
    #expect(try subscriptions() == [["news", 2, "eve@example.com"]])
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log).isEmpty)
  }

  private func add(_ fields: JSONObject) throws {
    try shop.perform("payment_method.add", fields.with("customer", 1).with("gateway", "stripe"))
  }

  private func methods(_ fields: JSONObject = [:]) throws -> [JSON] {
    let answer = try shop.ask("payment_method.list", fields.with("customer", 1))
    let rows = try #require(answer["payment_methods"].array)
    #expect(answer["count"] == .integer(Int64(rows.count)))
    return rows.map { $0["payment_method"] }
  }

  @Test("payment methods, the newest first, and those that can be used again")
  func paymentMethods() throws {
    try add([
      "label": "Visa 4242", "expires_on": "2026-03-01",
      "billing": ["address": .object(.london)],
    ])
    try add(["expires_on": "2026-02-28", "billing": ["address": .object(.paris)]])
    try add(["reusable": false])
    try add([:])
    #expect(try methods() == [4, 3, 2, 1])
    // The last day counts.
    #expect(try methods(["reusable": true]) == [4, 1])
    #expect(try methods(["country": "gb"]) == [1])
    #expect(try methods(["country": "FR", "reusable": true]) == [])
    let rows = try shop.ask("payment_method.list", ["customer": 1])["payment_methods"].array ?? []
    #expect(
      rows.last == [
        "payment_method": 1, "customer": 1, "gateway": "stripe", "label": "Visa 4242",
        "expires_on": "2026-03-01", "reusable": true,
        "billing": [
          "profile": .null, "revision": .null, "type": "customer", "address": .object(.london),
          "phone": .null, "fields": [:],
        ],
      ]
    )
    try shop.perform(
      "payment_method.edit",
      ["payment_method": 1, "label": .null, "expires_on": "2030-01-01"]
    )
    try shop.perform("payment_method.remove", ["payment_method": 4])
    #expect(try methods() == [3, 2, 1])
    #expect(try shop.refusedAnswer("payment_method.list", [:]) == .fieldMissing)
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log).isEmpty)
  }

  @Test("the dossier holds all of it")
  func dossier() throws {
    try subscribe("news", "customer", 1)
    try add(["label": "Visa 4242"])
    try shop.perform("cart.update", ["customer": 1, "currency": "EUR"])
    try shop.perform("credit.grant", ["customer": 1, "currency": "EUR", "amount": 5])
    try shop.perform("role.assign", ["customer": 1, "role": "buyer"])
    let dossier = try shop.ask("customer.dossier", ["customer": 1])
    #expect(dossier["subscriptions"].array?.map { $0["list"] } == ["news"])
    #expect(dossier["payment_methods"].array?.map { $0["label"] } == ["Visa 4242"])
    #expect(dossier["carts"].array?.map { $0["cart"] } == [1])
    #expect(dossier["credit"] == (try shop.ask("credit.show", ["customer": 1])))
    #expect(dossier["customer"]["roles"] == [["role": "buyer", "until": .null]])
    #expect(dossier["events"].array?.count == 6)
  }
}
