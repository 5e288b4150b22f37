import Daybook
import EventLog
import Model
import TestSupport
import Testing

@Suite("unless_changed_since")
struct ConflictTests {
  private let shop: TemporaryLedger

  /// Positions: 1 account 1, 2 guest 2, 3 profile 1, 4 and 5 its defaults, 6 order 1.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com", "reference": "c-1"])
    try shop.perform("customer.record_guest", ["email": "bob@example.com"])
    try shop.perform("profile.add", ["customer": 1, "address": .object(.london)])
    try shop.perform("order.place", place(["customer": 1, "billing": ["profile": 1]]))
  }

  private func edit(_ since: Int64, customer: JSON = 1) -> JSONObject {
    ["customer": customer, "phone": "1", "unless_changed_since": .integer(since)]
  }

  @Test("refuses when the subject has newer events, and names them")
  func conflict() throws {
    let refusal = try shop.refusal("customer.edit", edit(2))
    #expect(refusal?.code == .conflict)
    #expect(refusal?.details["positions"] == [3, 4, 5, 6])
    #expect(refusal?.message.contains("customer:1") == true)
  }

  @Test("passes when it has none")
  func passes() throws {
    let outcome = try shop.perform("customer.edit", edit(6))
    #expect(outcome.positions == [7])
    try shop.perform("customer.edit", edit(2, customer: 2))
  }

  @Test("refuses also what would change nothing")
  func noChange() throws {
    let fields: JSONObject = ["customer": 1, "unless_changed_since": 5]
    #expect(try shop.refusal("customer.edit", fields)?.code == .conflict)
  }

  @Test("looks at the first entity of the command")
  func subjects() throws {
    func code(_ name: String, _ fields: JSONObject) throws -> Refusal.Code? {
      try shop.refusal(name, fields.with("unless_changed_since", 0))?.code
    }
    #expect(try code("profile.edit", ["profile": 1, "phone": "1"]) == .conflict)
    #expect(try code("profile.remove", ["profile": 1]) == .conflict)
    #expect(try code("profile.set_default", ["profile": 1, "usage": "billing"]) == .conflict)
    #expect(try code("order.cancel", ["order": "no:1"]) == .conflict)
    #expect(try code("order.place", place(["customer": "ref:c-1"])) == .conflict)
    #expect(try code("profile.add", ["customer": 1, "address": .object(.paris)]) == .conflict)
    #expect(try code("claim.request", ["customer": 1, "all": true]) == .conflict)
    #expect(try code("customer.set_metadata", ["customer": 1, "metadata": ["a": 1]]) == .conflict)
    #expect(try code("customer.merge", ["from": 2, "into": 1]) == .conflict)
    #expect(try code("customer.unmerge", ["from": 1]) == .conflict)
    #expect(try code("order.assign", ["order": 1, "customer": 2]) == .conflict)
  }

  @Test("looks at a claim")
  func claims() throws {
    try shop.perform("order.place", place(["customer": 2]))
    try shop.perform("claim.request", ["customer": 1, "orders": [2]])
    let fields: JSONObject = ["claim": 1]
    #expect(
      try shop.refusal("claim.cancel", fields.with("unless_changed_since", 7))?.code == .conflict
    )
    try shop.perform("claim.cancel", fields.with("unless_changed_since", 8))
  }

  @Test("needs a subject")
  func noSubject() throws {
    for (name, fields) in [
      ("customer.register", ["email": "eve@example.com"]),
      ("customer.record_guest", ["email": "eve@example.com"]),
      ("order.place", place(["email": "eve@example.com"])),
      ("claim.confirm", ["token": "x"]), ("claim.decline", ["token": "x"]),
    ] as [(String, JSONObject)] {
      let refusal = try shop.refusal(name, fields.with("unless_changed_since", 0))
      #expect(refusal?.code == .fieldInvalid)
      #expect(refusal?.details["field"] == "unless_changed_since")
    }
  }

  @Test("is about the cart that a reference names, also before there is one")
  func cartOfReference() throws {
    let fields: JSONObject = ["reference": "k", "customer": 1, "currency": "EUR"]
    let made = try shop.perform("cart.update", fields.with("unless_changed_since", 0))
    let position = try #require(made.positions.last)
    try shop.perform("customer.edit", edit(try shop.log.size(), customer: 1))
    let later = fields.with("currency", "USD").with("unless_changed_since", .integer(position))
    try shop.perform("cart.update", later)
    let refusal = try shop.refusal("cart.update", later.with("currency", "GBP"))
    #expect(refusal?.code == .conflict)
    #expect(refusal?.details["positions"] == [.integer(position + 2)])
  }

  @Test("is about the customer of a cart that is not named")
  func cartOfCustomer() throws {
    let fields: JSONObject = ["customer": 1, "currency": "EUR", "lines": .array([])]
    let refusal = try shop.refusal("cart.update", fields.with("unless_changed_since", 0))
    #expect(refusal?.code == .conflict)
  }

  @Test("needs a position of the log")
  func positions() throws {
    #expect(try shop.refusal("customer.edit", edit(7))?.code == .notFound)
    #expect(try shop.refusal("customer.edit", edit(-1))?.code == .fieldInvalid)
    #expect(try shop.refusal("customer.edit", edit(6, customer: 9))?.code == .notFound)
  }
}
