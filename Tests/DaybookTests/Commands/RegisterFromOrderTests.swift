import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.register with from_order")
struct RegisterFromOrderTests {
  private static let fields: JSONObject = ["from_order": 1]
  private let shop = Given(guest(1), order(1, of: 1))
  private let moved = OrderAssigned(
    order: 1,
    from: 1,
    to: 2,
    site: "default",
    savedToAddressBook: true
  )

  @Test("the account gets e-mail, contact, order and its addresses; the order's e-mail stays")
  func success() {
    shop.when("customer.register", Self.fields)
      .then([account(2, contact: 1), moved] + firstEntry(1, of: 2, .london))
    Given(guest(1), order(1, of: 1, number: "1001", reference: "web-1"))
      .when("customer.register", ["from_order": "ref:web-1", "first_name": "Ada"])
      .then(
        [
          CustomerRegistered(
            customer: 2,
            site: "default",
            contact: 1,
            email: "ada@example.com",
            firstName: "Ada"
          ), moved,
        ] + firstEntry(1, of: 2, .london)
      )
  }

  @Test("only that one order comes along, and the guest stays")
  func onlyOne() {
    shop.and([order(2, of: 1)]).when("customer.register", Self.fields)
      .then([account(2, contact: 1), moved] + firstEntry(1, of: 2, .london))
  }

  @Test("each different address enters the book once, billing first")
  func addresses() {
    Given(
      guest(1),
      order(
        1,
        of: 1,
        billing: copy(.london, isKept: true),
        shipments: [parcel(1, copy(.paris)), parcel(2, copy(.london)), parcel(3, copy(.paris))]
      )
    )
    .when("customer.register", Self.fields)
    .then(
      [account(2, contact: 1), moved] + firstEntry(1, of: 2, .london) + [entry(2, of: 2, .paris)]
    )
  }

  @Test("the addresses as they are now count")
  func corrected() {
    shop.and([
      OrderProfileChanged(order: 1, customer: 1, usage: "billing", copy: copy(.berlin)),
      ShipmentAdded(order: 1, customer: 1, shipment: 1, shipping: copy(.paris)),
    ])
    .when("customer.register", Self.fields)
    .then(
      [account(2, contact: 1), moved] + firstEntry(1, of: 2, .berlin) + [entry(2, of: 2, .paris)]
    )
  }

  @Test("entries that are given come first, and one that says the same is enough")
  func profiles() {
    shop.when(
      "customer.register",
      ["from_order": 1, "profiles": [["address": .object(.paris)], ["address": .object(.london)]]]
    )
    .then(
      [account(2, contact: 1)] + firstEntry(1, of: 2, .paris) + [entry(2, of: 2, .london), moved]
    )
  }

  @Test("what was saved to a book once does not wait for the next one")
  func notAgain() {
    Given(guest(1), order(1, of: 1, billing: copy(isKept: true)), account(2, contact: 1), moved)
      .and([account(3, "eve@example.com")])
      .when("order.assign", ["order": 1, "customer": 3])
      .then(OrderAssigned(order: 1, from: 2, to: 3, site: "default", email: "eve@example.com"))
  }

  @Test("the present e-mail of the order counts")
  func presentEmail() {
    shop.and([
      OrderEmailChanged(order: 1, customer: 1, site: "default", email: "new@example.com")
    ])
    .when("customer.register", Self.fields)
    .then([account(2, "new@example.com"), moved] + firstEntry(1, of: 2, .london))
  }

  @Test("the account is on the order's site")
  func site() {
    Given(guest(1, site: "uk"), account(2), order(1, of: 1, site: "uk"))
      .when("customer.register", Self.fields)
      .then(
        [
          account(3, site: "uk", contact: 1),
          OrderAssigned(order: 1, from: 1, to: 3, site: "uk", savedToAddressBook: true),
        ] + firstEntry(1, of: 3, .london)
      )
  }

  @Test("an address of a type that is no longer offered stays in the order only")
  func removedType() {
    Given(
      kind(),
      guest(1),
      order(1, of: 1, billing: copy(type: "office")),
      ProfileTypeRemoved(profileType: "office")
    )
    .when("customer.register", Self.fields).then(account(2, contact: 1), moved)
  }

  @Test("the e-mail comes from the order alone")
  func email() {
    shop.when("customer.register", ["from_order": 1, "email": "ada@example.com"])
      .refuses(.fieldInvalid, ["field": "email"])
    shop.when("customer.register").refuses(.fieldMissing, ["field": "email"])
  }

  @Test("an account with the e-mail should claim the order instead")
  func accountExists() {
    shop.and([account(2, contact: 1)]).when("customer.register", Self.fields)
      .refuses(.accountExists, ["customer": 2])
    shop.and([account(2, contact: 1), CustomerRemoved(customer: 2)])
      .when("customer.register", Self.fields)
      .then(
        [account(3, contact: 1)] + [
          OrderAssigned(order: 1, from: 1, to: 3, site: "default", savedToAddressBook: true)
        ] + firstEntry(1, of: 3, .london)
      )
  }

  @Test("an account's order opens no account")
  func notGuest() {
    Given(account(1), order(1, of: 1)).when("customer.register", Self.fields)
      .refuses(.orderNotGuest, ["order": 1])
    shop.and([account(2, "eve@example.com"), CustomersMerged(from: 1, into: 2, orders: [1])])
      .when("customer.register", Self.fields).refuses(.orderNotGuest, ["order": 1])
    Given(guest(1), order(1, of: 1, email: nil)).when("customer.register", Self.fields)
      .refuses(.orderNotGuest, ["order": 1])
  }

  @Test("a cancelled order is frozen")
  func cancelled() {
    shop.and([OrderCancelled(order: 1, customer: 1)]).when("customer.register", Self.fields)
      .refuses(.orderCancelled, ["order": 1])
  }

  @Test("the order must be there, and other rules of an account hold")
  func others() {
    shop.when("customer.register", ["from_order": 2]).refuses(.notFound, ["kind": "order"])
    shop.and([account(2, "eve@example.com", username: "ada", reference: "a")])
      .when("customer.register", ["from_order": 1, "username": "ada"])
      .refuses(.usernameTaken, ["customer": 2])
    shop.and([account(2, "eve@example.com", reference: "a")])
      .when("customer.register", ["from_order": 1, "reference": "a"])
      .refuses(.referenceTaken, ["customer": 2])
  }

  @Test("the order of a removed guest: the shop may, the customer may not")
  func removedGuest() {
    let removed = shop.and([CustomerRemoved(customer: 1)])
    removed.when("customer.register", Self.fields)
      .then([account(2, contact: 1), moved] + firstEntry(1, of: 2, .london))
    removed.when("customer.register", Self.fields, channel: .checkout)
      .refuses(.customerRemoved, ["customer": 1])
  }
}
