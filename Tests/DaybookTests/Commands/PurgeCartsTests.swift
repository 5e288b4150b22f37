import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("cart.purge")
struct PurgeCartsTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"), guest(3, "zoe@example.com"))
  // Given events happen within seconds of the first minute of 2026-03-01.
  private let later: JSONObject = ["at": "2026-04-01T00:00:00Z"]

  @Test("carts expire, and guests who never ordered go along")
  func purge() {
    shop.and([filled(1, of: 1), filled(2, of: 2), filled(3, of: nil), filled(4, of: 2)])
      .when("cart.purge", later)
      .then(
        CartExpired(cart: 1, customer: 1),
        CartExpired(cart: 2, customer: 2),
        CartExpired(cart: 3),
        CartExpired(cart: 4, customer: 2),
        CustomerRemoved(customer: 2)
      )
  }

  @Test("who bought something, and who has another open cart, stays")
  func keeps() {
    shop.and([filled(1, of: 2), order(of: 2)]).when("cart.purge", later)
      .then(CartExpired(cart: 1, customer: 2))
    // The cart of the 1st was assigned later, but not changed; the one of event 5 is too young.
    shop.and([filled(1, of: 2), filled(2, of: 2)])
      .when("cart.purge", ["at": "2026-03-31T00:00:04Z"])
      .then(CartExpired(cart: 1, customer: 2))
    // No cart, no end: guest 3 has none.
    shop.when("cart.purge", later).then()
  }

  @Test("closed carts, and guests who are gone, are left alone")
  func closed() {
    var ordered = order(of: 1)
    ordered.cart = 1
    shop.and([
      filled(1), ordered, filled(2, of: 2), CartExpired(cart: 2, customer: 2), filled(3, of: 3),
      CustomerRemoved(customer: 3),
    ])
    .when("cart.purge", later).then(CartExpired(cart: 3, customer: 3))
  }

  @Test("days count from when the content last changed to the time that is given")
  func age() {
    let given = shop.and([filled(of: nil)])
    given.when("cart.purge", ["at": "2026-03-31T00:00:04Z"]).then(CartExpired(cart: 1))
    given.when("cart.purge", ["at": "2026-03-31T00:00:03Z"]).then()
    given.when("cart.purge", ["older_than_days": 1, "at": "2026-03-01"]).then()
    given.when("cart.purge", ["older_than_days": 1, "at": "2026-03-02"])
      .then(CartExpired(cart: 1))
    given.when("cart.purge").then()
    // Given is decided at noon of the 1st.
    given.at(Instant("2026-03-31T12:00:00Z") ?? MemoryHistory.start).when("cart.purge")
      .then(CartExpired(cart: 1))
    // An assignment is not a change of content, emptying is.
    given.and([CartAssigned(cart: 1, to: 1)]).when("cart.purge", ["at": "2026-03-31T00:00:04Z"])
      .then(CartExpired(cart: 1, customer: 1))
    given.and([CartCleared(cart: 1)]).when("cart.purge", ["at": "2026-03-31T00:00:04Z"]).then()
  }

  @Test("at least one day")
  func refusals() {
    for days in [0, -1, 36_501, "x"] as [JSON] {
      shop.when("cart.purge", ["older_than_days": days])
        .refuses(.fieldInvalid, ["field": "older_than_days"])
    }
    for time in ["soon", "0001-01-01", 5] as [JSON] {
      shop.when("cart.purge", ["at": time]).refuses(.fieldInvalid, ["field": "at"])
    }
  }
}
