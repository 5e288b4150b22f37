import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("cart.update")
struct UpdateCartTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"), account(3, "zoe@example.com"))
  private let content: JSONObject = ["currency": "EUR", "lines": [tea]]

  @Test("makes a cart of a customer, of an e-mail, or of nobody yet")
  func make() {
    shop.when("cart.update", content.with("customer", 1)).then(filled())
    shop.when("cart.update", content.with("customer", "guest:eve@example.com"))
      .then(filled(of: 2))
    shop.when("cart.update", content.with("email", " New@Example.com "))
      .then(filled(of: nil, contact: 4, email: "new@example.com"))
    shop.when("cart.update", content.with("reference", "session-1"))
      .then(filled(of: nil, reference: "session-1"))
    shop.when("cart.update", ["currency": "eur"]).then(filled(of: nil, lines: []))
  }

  @Test("an e-mail that somebody has stays an e-mail, with the contact of theirs")
  func knownEmail() {
    shop.when("cart.update", content.with("email", "ada@example.com"))
      .then(filled(of: nil, contact: 1, email: "ada@example.com"))
  }

  @Test("what is given replaces, what is left out stays")
  func change() {
    let given = shop.and([filled(reference: "session-1")])
    given.when("cart.update", ["cart": 1, "lines": []])
      .then(filled(lines: [], reference: "session-1"))
    given.when("cart.update", ["cart": "ref:session-1", "customer": 3])
      .then(filled(of: 3, reference: "session-1"))
    given.when("cart.update", ["reference": "session-1", "email": "new@example.com"])
      .then(filled(of: nil, contact: 4, reference: "session-1", email: "new@example.com"))
    var dollars = filled(reference: "session-1")
    dollars.currency = "USD"
    given.when("cart.update", ["cart": 1, "reference": "session-1", "currency": "USD"])
      .then(dollars)
  }

  @Test("the same content again changes nothing")
  func nothing() {
    let given = shop.and([filled(reference: "session-1")])
    for fields in [
      ["cart": 1], content.with("cart", 1).with("customer", "ada@example.com"),
      content.with("reference", "session-1"),
    ] as [JSONObject] {
      given.when("cart.update", fields).changesNothing(["cart": 1])
    }
    shop.and([filled(), CartAssigned(cart: 1, from: 1, to: 3)])
      .when("cart.update", ["cart": 1, "customer": 3]).changesNothing(["cart": 1])
  }

  @Test("a cart that was assigned, or merged along, is its owner's of now")
  func owner() {
    let anonymous = filled(of: nil, contact: 4, email: "new@example.com")
    shop.and([anonymous, CartAssigned(cart: 1, to: 3)])
      .when("cart.update", ["cart": 1, "lines": []]).then(filled(of: 3, lines: []))
    shop.and([filled(), CustomersMerged(from: 1, into: 3, carts: [1])])
      .when("cart.update", ["cart": 1, "lines": []]).then(filled(of: 3, lines: []))
    shop.and([
      filled(),
      CustomerEmailChanged(customer: 1, site: "default", contact: 4, email: "new@example.com"),
    ])
    .when("cart.update", ["cart": 1, "lines": []]).then(filled(contact: 4, lines: []))
  }

  @Test("a cart keeps the site that it was made on")
  func site() {
    var french = filled(of: nil)
    french.site = "fr"
    shop.when("cart.update", content, site: "fr").then(french)
    let given = shop.and([french])
    french.lines = []
    given.when("cart.update", ["cart": 1, "lines": []], site: "uk").then(french)
  }

  @Test("what was ordered or has expired is closed, and its reference is never free again")
  func closed() {
    var ordered = order(of: 1)
    ordered.cart = 1
    for end in [ordered, CartExpired(cart: 1, customer: 1)] as [any EventType] {
      let given = shop.and([filled(reference: "session-1"), end])
      for (key, name) in [
        ("cart", 1), ("cart", "ref:session-1"), ("reference", "session-1"),
      ] as [(String, JSON)] {
        given.when("cart.update", content.with(key, name)).refuses(.cartClosed, ["cart": 1])
      }
      given.when("cart.assign", ["cart": 1, "customer": 3]).refuses(.cartClosed)
      given.when("cart.clear", ["cart": 1]).refuses(.cartClosed)
    }
  }

  @Test("a new cart needs a currency, one owner, and lines that can be priced")
  func refusals() {
    shop.when("cart.update", ["customer": 1]).refuses(.fieldMissing, ["field": "currency"])
    shop.when("cart.update", content.with("customer", 1).with("email", "a@example.com"))
      .refuses(.fieldInvalid, ["field": "email"])
    shop.and([filled(reference: "session-1")])
      .when("cart.update", ["cart": 1, "reference": "session-2"])
      .refuses(.fieldInvalid, ["field": "reference"])
    shop.when("cart.update", content.with("reference", "ada@example.com"))
      .refuses(.fieldInvalid, ["field": "reference"])
    shop.when("cart.update", content.with("customer", 9)).refuses(.notFound)
    for cart in [9, "ref:x"] as [JSON] {
      shop.when("cart.update", ["cart": cart]).refuses(.notFound, ["kind": "cart"])
    }
    shop.when("cart.update", content.with("email", "a b")).refuses(.emailInvalid)
    shop.when("cart.update", content.with("currency", "XXX"))
      .refuses(.fieldInvalid, ["field": "currency"])
    for (line, field) in [
      (["sku": "tea", "quantity": 0, "unit_price": 1], "lines[0].quantity"),
      (["sku": "tea", "quantity": 1, "unit_price": -1], "lines[0].unit_price"),
      (
        ["sku": "tea", "quantity": 2, "unit_price": .integer(JSON.greatestInteger)],
        "lines[0].unit_price"
      ),
    ] as [(JSON, JSON)] {
      shop.when("cart.update", content.with("lines", .array([line])))
        .refuses(.fieldInvalid, ["field": field])
    }
    let removed = shop.and([filled(), CustomerRemoved(customer: 1)])
    removed.when("cart.update", ["cart": 1, "lines": []]).refuses(.customerRemoved)
    removed.when("cart.update", content.with("customer", 1)).refuses(.customerRemoved)
  }

  @Test("what a line sells has a code and a duration, from Swift, too")
  func grants() {
    var line = OrderLine(sku: "gold", quantity: 1, unitPrice: 1)
    line.grants = Grant(membership: "Gold Club")
    shop.when(UpdateCart(customer: 1, currency: "EUR", lines: [line]))
      .refuses(.fieldInvalid, ["field": "lines[0].grants.membership"])
  }
}
