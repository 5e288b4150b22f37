import Daybook
import EventLog
import Model
import Projections
import SQLite
import TestSupport
import Testing

/// Personal data can go from carts, newsletters and payment methods, as an erasure takes it.
@Suite("blanked personal data of belongings")
struct BlankedBelongingsTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
    let commands: [(String, JSONObject)] = [
      ("customer.register", ["email": "ada@example.com"]),
      ("customer.register", ["email": "eve@example.com"]),
      ("group.create", ["group": "gold", "name": "Gold", "metadata": ["tier": 2]]),
      ("group.edit", ["group": "gold", "metadata": ["tier": 3]]),
      ("group.add", ["group": "gold", "customers": [1]]),
      ("cart.update", ["customer": 1, "currency": "EUR", "reference": "a"]),
      ("cart.update", ["email": "new@example.com", "currency": "EUR"]),
      ("newsletter.subscribe", ["list": "news", "customer": 1]),
      ("newsletter.subscribe", ["list": "news", "email": "new@example.com"]),
      (
        "payment_method.add",
        [
          "customer": 1, "gateway": "stripe", "label": "Visa 4242",
          "billing": ["address": .object(.london)],
        ]
      ),
      ("payment_method.edit", ["payment_method": 1, "label": "Work"]),
      ("credit.grant", ["customer": 1, "currency": "EUR", "amount": 5000]),
    ]
    for (name, fields) in commands { try shop.perform(name, fields) }
    try shop.log.connection.run(
      """
      UPDATE personal SET salt = zeroblob(32), data = printf('%*s', length(CAST(data AS BLOB)), '')
      """
    )
    try shop.ledger.readModels().rebuild(nil, from: shop.log)
  }

  @Test("every question has an answer, with nothing where the personal part was")
  func answers() throws {
    #expect(try shop.ask("group.show", ["group": "gold"])["customers"] == [1])
    #expect(try shop.ask("cart.list")["carts"].array?.map { $0["email"] } == [.null, .null])
    let rows = try #require(try shop.ask("newsletter.list")["newsletters"].array)
    #expect(rows.map { $0["email"] } == [.null, .null])
    let method = try shop.ask("payment_method.list", ["customer": 1])["payment_methods"].array?
      .first
    #expect(method?["gateway"] == "stripe")
    #expect(method?["label"].isNull == true && method?["billing"].isNull == true)
    #expect(try shop.ask("entitlements", ["customer": 1])["credit"][0]["balance"] == 5000)
    #expect(try shop.ask("customer.dossier", ["customer": 1])["carts"].array?.count == 1)
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log).isEmpty)
  }

  @Test("and the ledger goes on")
  func goesOn() throws {
    try shop.perform("group.edit", ["group": "gold", "metadata": ["tier": 4]])
    try shop.perform("cart.update", ["cart": "ref:a", "lines": []])
    try shop.perform("cart.assign", ["cart": 2, "customer": 1])
    try shop.perform("payment_method.edit", ["payment_method": 1, "label": "Mine"])
    #expect(
      try shop.refusal(
        "order.place",
        place(["customer": 1, "billing": ["payment_method": 1]])
      )?.code == .fieldInvalid
    )
    try shop.perform("newsletter.unsubscribe", ["list": "news", "customer": 1])
    try shop.perform("order.place", place(["customer": 1, "pay_with_credit": true, "cart": 1]))
    try shop.perform("customer.merge", ["from": 1, "into": 2])
    try shop.perform("customer.unmerge", ["from": 1])
    try shop.perform("cart.purge", ["at": "2030-01-01"])
    #expect(try shop.ask("group.show", ["group": "gold"])["metadata"] == ["tier": 4])
    #expect(try shop.ledger.readModels().verify(nil, against: shop.log).isEmpty)
  }
}
