import Daybook
import Model
import TestSupport
import Testing

/// Whole stories of an undoing, with what the queries say afterwards.
@Suite("undo, and what is so afterwards")
struct UndoStoryTests {
  private let shop: TemporaryLedger

  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
  }

  private func undo(_ position: Int64) throws -> Outcome {
    try shop.perform("undo", ["position": .integer(position), "reason": "mistake"])
  }

  private func add(_ address: JSONObject) throws {
    try shop.perform("profile.add", ["customer": 1, "address": .object(address)])
  }

  private func preferred(_ usage: String) throws -> JSON {
    try shop.ask("customer.show", ["customer": 1])["default_\(usage)_profile"]
  }

  /// Three entries, of which the first, the default of both usages, is removed at position 7.
  private func removeDefault() throws {
    for address in [JSONObject.london, .paris, .berlin] { try add(address) }
    #expect(try shop.perform("profile.remove", ["profile": 1]).positions == [7, 8, 9])
  }

  @Test("an entry comes back as the default that it was")
  func removedDefault() throws {
    try removeDefault()
    _ = try undo(7)
    #expect(try preferred("billing") == 4)
    #expect(try preferred("shipping") == 4)
  }

  @Test("an entry does not come back as a default where somebody decided since")
  func decidedDefaults() throws {
    try removeDefault()
    try shop.perform("profile.set_default", ["profile": 2, "usage": "billing"])
    try shop.perform("profile.clear_default", ["customer": 1, "usage": "shipping"])
    #expect(try undo(7).positions.count == 1)
    #expect(try preferred("billing") == 2)
    #expect(try preferred("shipping") == .null)
  }

  @Test("an entry comes back once, whatever became of it")
  func once() throws {
    try add(.london)
    try shop.perform("profile.remove", ["profile": 1])
    #expect(try undo(5).profile == 2)
    try shop.perform("profile.edit", ["profile": 2, "phone": "+45 1"])
    let again = try undo(5)
    #expect(again.positions == [])
    #expect(again.profile == 2)
    try shop.perform("profile.remove", ["profile": 2])
    let refusal = try shop.refusal("undo", ["position": 5, "reason": "mistake"])
    #expect(refusal?.code == .notUndoable)
    #expect(refusal?.message.contains("profile 2") == true)
  }

  @Test("a payment method has no address again that had none, in the read model too")
  func billing() throws {
    try shop.perform("payment_method.add", ["customer": 1, "gateway": "card"])
    try shop.perform(
      "payment_method.edit",
      ["payment_method": 1, "billing": ["address": .object(.london)]]
    )
    _ = try undo(3)
    let list = try shop.ask("payment_method.list", ["customer": 1])
    #expect(list["payment_methods"].array?.first?["billing"] == .null)
  }

  @Test("of a cart exactly what the change was, and only while that stands")
  func cart() throws {
    let cart: JSONObject = ["reference": "k"]
    try shop.perform("cart.update", cart.with("currency", "EUR").with("lines", [tea]))
    try shop.perform("cart.update", cart.with("currency", "USD").with("lines", [tea, tea]))
    try shop.perform("cart.update", cart.with("currency", "GBP"))
    let refusal = try shop.refusal("undo", ["position": 3, "reason": "mistake"])
    #expect(refusal?.code == .notUndoable)
    #expect(refusal?.details["positions"] == [4])
    _ = try undo(4)
    #expect(try shop.ask("cart.show", ["cart": 1])["currency"] == "USD")
    _ = try undo(3)
    let shown = try shop.ask("cart.show", ["cart": 1])
    #expect(shown["currency"] == "EUR")
    #expect(shown["lines"].array?.count == 1)
    #expect(try undo(3).positions == [])
  }

  @Test("a cart goes back to whom it was of, if that was anybody")
  func cartOwner() throws {
    try shop.perform("cart.update", ["currency": "EUR", "email": "eve@example.com"])
    try shop.perform("cart.update", ["cart": 1, "customer": 1])
    _ = try undo(3)
    let shown = try shop.ask("cart.show", ["cart": 1])
    #expect(shown["customer"] == .null)
    #expect(shown["email"] == "eve@example.com")
    try shop.perform("cart.update", ["currency": "EUR", "reference": "nobody's"])
    try shop.perform("cart.update", ["cart": 2, "customer": 1])
    let refusal = try shop.refusal("undo", ["position": 6, "reason": "mistake"])
    #expect(refusal?.message.contains("the cart was nobody's") == true)
  }

  @Test("the contact that a customer was given comes back with the e-mail")
  func contact() throws {
    try shop.perform("customer.register", ["email": "bob@example.com"])
    try shop.perform("customer.link_contact", ["customer": 1, "contact": 2])
    try shop.perform(
      "customer.change_email",
      ["customer": 1, "email": "new@example.com", "reason": "asked"]
    )
    _ = try undo(4)
    let shown = try shop.ask("customer.show", ["customer": 1])
    #expect(shown["email"] == "ada@example.com")
    #expect(shown["contact"] == 2)
    #expect(try undo(4).positions == [])
  }
}
