import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.place: from a cart")
struct PlaceOrderCartTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"), account(3, "zoe@example.com"))

  private func ordered(
    _ number: Int64 = 1,
    of customer: Int64 = 1,
    email: String = "ada@example.com"
  ) -> OrderPlaced {
    var placed = order(number, of: customer, email: email)
    placed.cart = 1
    return placed
  }

  @Test("a cart becomes an order of its customer, or of the one who is named")
  func success() {
    let given = shop.and([filled(reference: "session-1")])
    given.when("order.place", place(["cart": "ref:session-1"])).then(ordered())
    given.when("order.place", place(["cart": 1, "customer": 1])).then(ordered())
    shop.and([filled(of: nil)]).when("order.place", place(["cart": 1, "customer": 3]))
      .then(ordered(of: 3, email: "zoe@example.com"))
    // A guest who logged in at the till.
    shop.and([filled(of: 2)]).when("order.place", place(["cart": 1, "customer": 3]))
      .then(ordered(of: 3, email: "zoe@example.com"))
    shop.and([filled(), CartAssigned(cart: 1, from: 1, to: 3)])
      .when("order.place", place(["cart": 1])).then(ordered(of: 3, email: "zoe@example.com"))
  }

  @Test("a cart of an e-mail alone is ordered by that e-mail, as if it were given")
  func email() {
    let cart = filled(of: nil, contact: 1, email: "ada@example.com")
    shop.and([cart]).when("order.place", place(["cart": 1])).then(ordered())
    shop.and([cart]).when("order.place", place(["cart": 1]), channel: .checkout)
      .then(guest(4, contact: 1), ordered(of: 4))
    shop.and([cart])
      .when("order.place", place(["cart": 1, "email": "eve@example.com"]))
      .then(ordered(of: 2, email: "eve@example.com"))
    shop.and([filled(of: nil)]).when("order.place", place(["cart": 1]))
      .refuses(.customerRequired)
  }

  @Test("a cart that was ordered returns its order, whatever else is said")
  func twice() {
    let given = shop.and([filled(), ordered()])
    for fields in [
      place(["cart": 1, "customer": 1]), place(["cart": 1, "customer": 3, "number": "9"]),
      place(["cart": 1, "pay_with_credit": true, "email": "new@example.com"]),
      place(["cart": 1, "lines": [], "billing": ["profile": 9]]),
    ] {
      given.when("order.place", fields).changesNothing(["customer": 1, "order": 1])
        .says("number", "1")
    }
    given.when("order.place", ["cart": 1]).refuses(.fieldMissing)
    given.and([OrderAssigned(order: 1, from: 1, to: 3, site: "default")])
      .when("order.place", place(["cart": 1])).changesNothing(["customer": 3, "order": 1])
    given.and([OrderCancelled(order: 1, customer: 1)])
      .when("order.place", place(["cart": 1])).changesNothing(["customer": 1, "order": 1])
  }

  @Test("another account's cart is nobody's business, and an expired one is closed")
  func refusals() {
    shop.and([filled(of: 3)]).when("order.place", place(["cart": 1, "customer": 1]))
      .refuses(.notFound, ["kind": "cart"])
    shop.and([filled(of: 3)]).when("order.place", place(["cart": 1, "email": "eve@example.com"]))
      .refuses(.notFound, ["kind": "cart"])
    shop.and([filled(), CartExpired(cart: 1, customer: 1)])
      .when("order.place", place(["cart": 1, "customer": 1])).refuses(.cartClosed, ["cart": 1])
    for cart in [2, "ref:x"] as [JSON] {
      shop.and([filled()]).when("order.place", place(["cart": cart, "customer": 1]))
        .refuses(.notFound, ["kind": "cart"])
    }
  }

  @Test("an order keeps the groups that its owner is in")
  func groups() {
    let given = shop.and([
      GroupCreated(group: "press"), GroupCreated(group: "gold"), GroupCreated(group: "old"),
      CustomerAddedToGroup(customer: 1, group: "press"),
      CustomerAddedToGroup(customer: 1, group: "gold"),
      CustomerAddedToGroup(customer: 1, group: "old"), GroupRemoved(group: "old"),
    ])
    var placed = order()
    placed.groups = ["gold", "press"]
    given.when("order.place", place(["customer": 1])).then(placed)
    given.when("order.place", place(["customer": 3]))
      .then(order(of: 3, email: "zoe@example.com"))
  }
}

@Suite("order.place: paid with credit")
struct PayWithCreditTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"))
  private let paying: JSONObject = place(["customer": 1, "pay_with_credit": true])

  private func granted(_ amount: Int64, site: String? = nil) -> CreditGranted {
    CreditGranted(
      customer: 1,
      pot: "1.\(site ?? "").EUR",
      site: site,
      currency: "EUR",
      amount: amount,
      balance: amount
    )
  }

  private func spent(leaving balance: Int64, site: String? = nil) -> CreditSpent {
    CreditSpent(
      customer: 1,
      pot: "1.\(site ?? "").EUR",
      site: site,
      currency: "EUR",
      amount: 1000,
      balance: balance,
      order: 1
    )
  }

  private let paid = OrderPaid(order: 1, customer: 1)

  @Test("the pot of the order's site pays if it holds all, else the global one")
  func pots() {
    shop.and([granted(1000), granted(1001, site: "default")]).when("order.place", paying)
      .then(order(), spent(leaving: 1, site: "default"), paid)
    shop.and([granted(1000), granted(999, site: "default")]).when("order.place", paying)
      .then(order(), spent(leaving: 0), paid)
    shop.and([granted(1500, site: "uk")]).when("order.place", paying, site: "uk")
      .then(order(site: "uk"), spent(leaving: 500, site: "uk"), paid)
  }

  @Test("two pots that hold it together do not pay")
  func insufficient() {
    shop.and([granted(999), granted(999, site: "default"), granted(5000, site: "uk")])
      .when("order.place", paying)
      .refuses(
        .creditInsufficient,
        ["amount": 1000, "balances": [999, 999]],
        saying: "10.00 EUR is needed"
      )
    shop.when("order.place", paying).refuses(.creditInsufficient, ["balances": [0, 0]])
    shop.and([granted(5000)]).when("order.place", paying.with("currency", "USD"))
      .refuses(.creditInsufficient)
  }

  @Test("what costs nothing is paid without a booking")
  func free() {
    var gift = order()
    (gift.lines, gift.total) = ([["sku": "tea", "quantity": 1, "unit_price": 0]], 0)
    shop.when("order.place", paying.with("lines", .array(gift.lines))).then(gift, paid)
  }

  @Test("what it sells is granted at once")
  func memberships() {
    var placed = order()
    placed.lines = [
      [
        "sku": "tea", "quantity": 1, "unit_price": 1000,
        "grants": ["membership": "gold", "duration": "P1Y"],
      ]
    ]
    shop.and([granted(1000)]).when("order.place", paying.with("lines", .array(placed.lines)))
      .then(
        placed,
        spent(leaving: 0),
        paid,
        MembershipGranted(
          customer: 1,
          membership: "gold",
          until: "2027-03-01T12:00:00.000000Z",
          order: 1
        )
      )
  }

  @Test("guests have no credit, disabled customers spend none")
  func refusals() {
    shop.when("order.place", place(["customer": 2, "pay_with_credit": true])).refuses(.noAccount)
    shop.when("order.place", place(["email": "new@example.com", "pay_with_credit": true]))
      .refuses(.noAccount)
    shop.and([granted(1000), CustomerDisabled(customer: 1)]).when("order.place", paying)
      .refuses(.customerDisabled)
    shop.and([granted(1000)]).when("order.place", paying.with("pay_with_credit", false))
      .then(order())
  }
}
