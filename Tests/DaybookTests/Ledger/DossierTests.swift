import Daybook
import EventLog
import Model
import TestSupport
import Testing

/// Everything that is held about a person, and what concerns them under other names.
@Suite("what is held about one person")
struct DossierTests {
  private let shop: TemporaryLedger
  private let lines: JSON = [["sku": "a", "quantity": 1, "unit_price": 100]]

  init() throws {
    shop = try TemporaryLedger()
  }

  private func register(_ name: String) throws {
    try shop.perform("customer.register", ["email": .string("\(name)@example.com")])
  }

  private func dossier(_ customer: Int64) throws -> JSON {
    try shop.ask("customer.dossier", ["customer": .integer(customer)])
  }

  @Test("also what is out of view since the customer was removed")
  func removed() throws {
    try register("ada")
    try shop.perform("payment_method.add", ["customer": 1, "gateway": "card", "label": "Mine"])
    try shop.perform("newsletter.subscribe", ["customer": 1, "list": "news"])
    let before = try dossier(1)
    try shop.perform("customer.remove", ["customer": 1])
    let after = try dossier(1)
    #expect(after["payment_methods"].array?.count == 1)
    #expect(after["payment_methods"] == before["payment_methods"])
    #expect(after["subscriptions"].array?.count == 1)
    #expect(after["subscriptions"] == before["subscriptions"])
    let list = try shop.ask("payment_method.list", ["customer": 1])
    #expect(list["count"] == 0)
  }

  @Test("also what was said by the e-mail alone, and nothing of who has the contact, too")
  func contact() throws {
    let email: JSONObject = ["email": "ada@example.com"]
    try shop.perform("newsletter.subscribe", email.with("list", "news"))
    try shop.perform("cart.update", email.with("currency", "EUR").with("lines", lines))
    try register("ada")
    try register("bob")
    try shop.perform("customer.link_contact", ["customer": 2, "contact": 1])
    let found = try dossier(1)
    #expect(found["carts"].array?.map { $0["cart"] } == [1])
    #expect(found["subscriptions"].array?.map { $0["list"] } == ["news"])
    #expect(found["events"].array?.map { $0["position"] } == [1, 2, 3])
  }

  @Test("claims are listed under the customer that theirs turned out to be")
  func claims() throws {
    try register("ada")
    try register("bob")
    try shop.perform("order.place", place(["email": "ada@example.com"]), channel: .checkout)
    try shop.perform("claim.request", ["customer": 1, "orders": [1]])
    try shop.perform("customer.merge", ["from": 1, "into": 2])
    for customer in [1, 2] as [JSON] {
      let list = try shop.ask("claim.list", ["customer": customer])
      #expect(list["count"] == 1)
      #expect(list["claims"][0]["customer"] == 1)
    }
    #expect(try dossier(2)["claims"].array?.count == 1)
  }
}
