import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("cart.assign, cart.clear")
struct AssignCartTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"), account(3, "zoe@example.com"))

  @Test("a cart goes to whoever logs in")
  func assign() {
    shop.and([filled(of: nil, reference: "session-1")])
      .when("cart.assign", ["cart": "ref:session-1", "customer": "ada@example.com"])
      .then(CartAssigned(cart: 1, to: 1))
    shop.and([filled(of: 2)]).when("cart.assign", ["cart": 1, "customer": 1])
      .then(CartAssigned(cart: 1, from: 2, to: 1))
    shop.and([filled()]).when("cart.assign", ["cart": 1, "customer": 1])
      .changesNothing(["cart": 1, "customer": 1])
  }

  @Test("other open carts of the customer stay, and the outcome names them")
  func others() {
    var ordered = order(of: 1)
    ordered.cart = 3
    shop.and([
      filled(1), filled(2), filled(3), filled(4), filled(5, of: nil), ordered,
      CartExpired(cart: 4, customer: 1), CartAssigned(cart: 2, from: 1, to: 3),
    ])
    .when("cart.assign", ["cart": 5, "customer": 1])
    .then(CartAssigned(cart: 5, to: 1)).says("other_carts", [1])
  }

  @Test("an emptied cart stays its customer's; an empty one cannot be emptied")
  func clear() {
    shop.and([filled()]).when("cart.clear", ["cart": 1])
      .then(CartCleared(cart: 1, customer: 1))
    shop.and([filled(of: nil, reference: "s")]).when("cart.clear", ["cart": "ref:s"])
      .then(CartCleared(cart: 1))
    shop.and([filled(), CartCleared(cart: 1, customer: 1)]).when("cart.clear", ["cart": 1])
      .changesNothing(["cart": 1])
    shop.and([filled(lines: [])]).when("cart.clear", ["cart": 1]).changesNothing(["cart": 1])
  }

  @Test("cart and customer must be there")
  func refusals() {
    let given = shop.and([filled()])
    given.when("cart.assign", ["cart": 2, "customer": 1]).refuses(.notFound, ["kind": "cart"])
    given.when("cart.assign", ["cart": 1, "customer": 9])
      .refuses(.notFound, ["kind": "customer"])
    given.when("cart.assign", ["cart": 1]).refuses(.fieldMissing, ["field": "customer"])
    given.when("cart.clear", ["cart": 2]).refuses(.notFound, ["kind": "cart"])
    given.when("cart.clear").refuses(.fieldMissing, ["field": "cart"])
    given.and([CustomerRemoved(customer: 3)]).when("cart.assign", ["cart": 1, "customer": 3])
      .refuses(.customerRemoved)
    given.and([CustomerRemoved(customer: 1)]).when("cart.clear", ["cart": 1])
      .refuses(.customerRemoved)
  }
}
