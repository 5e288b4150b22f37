import Daybook
import EventLog
import Model
import TestSupport
import Testing

/// Where values come from, case by case.
@Suite("explanations")
struct ExplanationTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
    let commands: [(String, JSONObject)] = [
      ("customer.register", ["email": "ada@example.com", "phone": "1"]),
      ("profile.add", ["customer": 1, "address": .object(.london), "phone": "5"]),
      ("profile.edit", ["profile": 1, "address": ["address_line1": "11 Downing Street"]]),
    ]
    for (name, fields) in commands { try shop.perform(name, fields) }
  }

  private func order(_ more: JSONObject) throws {
    var fields: JSONObject = [
      "customer": 1, "currency": "EUR", "lines": [["sku": "A", "quantity": 1, "unit_price": 5]],
      "billing": ["profile": 1],
    ]
    for (key, value) in more { fields[key] = value }
    try shop.perform("order.place", fields)
  }

  /// The steps as type, revision and whether it was copied.
  private func steps(_ order: OrderReference, _ field: String) throws -> [String] {
    try shop.ledger.explain(.order(order), field: field).steps.map { step in
      step.event.type + (step.revision.map { " \($0)" } ?? "") + (step.isCopy ? " copied" : "")
    }
  }

  @Test("a copied value leads to the revision and to whoever typed it in")
  func copied() throws {
    try order([:])
    try shop.perform(
      "profile.edit",
      ["profile": 1, "address": ["address_line1": "12 Downing Street"]]
    )
    try order([:])
    #expect(try steps(1, "billing.address.locality") == ["OrderPlaced 1 copied", "ProfileAdded 1"])
    #expect(
      try steps(1, "billing.address.address_line1") == ["OrderPlaced 1 copied", "ProfileEdited 1"]
    )
    #expect(
      try steps(2, "billing.address.address_line1") == ["OrderPlaced 2 copied", "ProfileEdited 2"]
    )
    #expect(try steps(2, "billing.phone") == ["OrderPlaced 2 copied", "ProfileAdded 1"])
    let explanation = try shop.ledger.explain(.order(1), field: "billing.address.address_line1")
    #expect(explanation.content == .value("11 Downing Street"))
    #expect(explanation.steps.last?.event.position == 5)
  }

  @Test("a correction is the nearest step, and the copy that it was made of the next")
  func corrected() throws {
    try order([:])
    try shop.perform("profile.add", ["customer": 1, "address": .object(.paris)])
    try shop.perform("order.change_profile", ["order": 1, "usage": "billing", "profile": 2])
    #expect(
      try steps(1, "billing.address.locality") == [
        "OrderProfileChanged 1 copied", "ProfileAdded 1",
      ]
    )
    // The same name stands in both entries: nobody changed it since the order was placed.
    #expect(
      try steps(1, "billing.address.given_name") == ["OrderPlaced 1 copied", "ProfileAdded 1"]
    )
    #expect(try shop.ledger.explain(.order(1), field: "billing.phone").content == .nothing)
    #expect(try steps(1, "billing.phone") == ["OrderProfileChanged 1 copied"])
  }

  @Test("what was changed while it was copied was typed in with the order")
  func modified() throws {
    try order(["billing": ["profile": 1, "address": ["locality": "Leeds"]]])
    #expect(try steps(1, "billing.address.locality") == ["OrderPlaced"])
    #expect(
      try steps(1, "billing.address.postal_code") == ["OrderPlaced 1 copied", "ProfileAdded 1"]
    )
  }

  @Test("an order that is kept still says which entry it copied, when the entry is erased")
  func erased() throws {
    try order([:])
    try shop.perform("customer.erase", ["customer": 1, "basis": "art. 17"])
    #expect(try steps(1, "billing.address.locality") == ["OrderPlaced 1 copied", "ProfileAdded 1"])
    let explanation = try shop.ledger.explain(.order(1), field: "billing.address.locality")
    #expect(explanation.content == .value("London"))
    #expect(try shop.ledger.explain(.order(1), field: "buyer.phone").content == .erased)
  }

  @Test("what the customer said of themselves leads to the customer")
  func buyer() throws {
    try shop.perform("customer.edit", ["customer": 1, "phone": "2"])
    try order([:])
    try shop.perform("customer.edit", ["customer": 1, "phone": "3"])
    #expect(try steps(1, "buyer.phone") == ["OrderPlaced", "CustomerEdited"])
    #expect(try shop.ledger.explain(.order(1), field: "buyer.phone").content == .value("2"))
    #expect(try steps(1, "email") == ["OrderPlaced", "CustomerRegistered"])
    try shop.perform("order.change_email", ["order": 1, "email": "new@example.com"])
    #expect(try steps(1, "email") == ["OrderEmailChanged"])
    #expect(try steps(1, "total") == ["OrderPlaced"])
  }

  @Test("an address of no book ends with the order")
  func typedIn() throws {
    try shop.perform(
      "order.place",
      [
        "email": "guest@example.com", "currency": "EUR",
        "lines": [["sku": "A", "quantity": 1, "unit_price": 5]],
        "billing": ["address": .object(.paris)],
      ]
    )
    #expect(try steps(1, "billing.address.locality") == ["OrderPlaced"])
  }

  @Test("entries and customers name the event")
  func others() throws {
    let profile = try shop.ledger.explain(.profile(1), field: "address.address_line1")
    #expect(profile.steps.map(\.event.type) == ["ProfileEdited"])
    #expect(profile.steps.first?.revision == 1)
    let customer = try shop.ledger.explain(.customer(1), field: "phone", at: .position(1))
    #expect(customer.steps.map(\.event.position) == [1])
    #expect(try shop.ledger.explain(.customer(1), field: "username").steps.isEmpty)
  }

  @Test("an unknown field is refused with the fields there are")
  func unknown() throws {
    for (field, word) in [
      ("address", "several parts"), ("phonee", "did you mean phone?"), ("", "known are"),
    ] {
      let refusal = #expect(throws: Refusal.self) {
        try shop.ledger.explain(.profile(1), field: field)
      }
      #expect(refusal?.code == .fieldUnknown)
      #expect(refusal?.message.contains(word) == true)
      #expect(refusal?.details["known"]?.array?.contains("address.locality") == true)
    }
  }
}
