import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.merge")
struct MergeCustomersTests {
  private static let fields: JSONObject = ["from": 2, "into": 1]
  private let shop = Given(account(1), account(2, "eve@example.com"))

  @Test("every order goes along that the customer owns now")
  func orders() {
    let given = shop.and([
      guest(3), order(1, of: 2), order(2, of: 1), order(3, of: 2), order(4, of: 3),
    ])
    given.when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1, orders: [1, 3]))
    given.and([
      OrderAssigned(order: 1, from: 2, to: 3, site: "default"),
      OrderAssigned(order: 4, from: 3, to: 2, site: "default"),
    ])
    .when("customer.merge", Self.fields)
    .then(CustomersMerged(from: 2, into: 1, orders: [3, 4]))
  }

  @Test("entries go along that the other one does not have")
  func entries() {
    shop.and(firstEntry(1, of: 2, .london)).and([entry(2, of: 2, .paris)])
      .and(firstEntry(3, of: 1, .berlin)).and([entry(4, of: 1, .paris)])
      .when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1, profiles: [1]))
  }

  @Test("what was a default becomes one where there is none")
  func defaults() {
    shop.and(firstEntry(1, of: 2, .london))
      .and([entry(2, of: 2, .paris), standard(2, "shipping", of: 2), entry(3, of: 2, .berlin)])
      .when("customer.merge", Self.fields)
      .then(
        CustomersMerged(from: 2, into: 1, profiles: [1, 2, 3]),
        standard(1, "billing", of: 1),
        standard(2, "shipping", of: 1)
      )
  }

  @Test("without a default from before the newest entry becomes one")
  func newest() {
    shop.and(firstEntry(1, of: 2, .london)).and([
      entry(2, of: 2, .paris),
      DefaultProfileCleared(customer: 2, usage: "billing", byRequest: true),
    ])
    .when("customer.merge", Self.fields)
    .then(
      CustomersMerged(from: 2, into: 1, profiles: [1, 2]),
      standard(2, "billing", of: 1),
      standard(1, "shipping", of: 1)
    )
  }

  @Test("a usage that the other one cleared on purpose stays so")
  func clearedOnPurpose() {
    shop.and(firstEntry(1, of: 2, .london)).and(firstEntry(2, of: 1, .paris)).and([
      DefaultProfileCleared(customer: 1, usage: "billing", byRequest: true)
    ])
    .when("customer.merge", Self.fields)
    .then(CustomersMerged(from: 2, into: 1, profiles: [1]))
  }

  @Test("a disabled entry goes along, and is no default")
  func disabledEntry() {
    let book = shop.and([entry(1, of: 2, .london), ProfileDisabled(customer: 2, profile: 1)])
    book.when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1, profiles: [1]))
    // What the other one has disabled is no duplicate.
    book.and(firstEntry(2, of: 1, .paris)).and([
      entry(3, of: 2, .berlin), entry(4, of: 1, .berlin), ProfileDisabled(customer: 1, profile: 4),
    ])
    .when("customer.merge", Self.fields)
    .then(CustomersMerged(from: 2, into: 1, profiles: [1, 3]))
  }

  @Test("a disabled entry stays that the other one has in use")
  func disabledDuplicate() {
    shop.and([entry(1, of: 2, .london), ProfileDisabled(customer: 2, profile: 1)])
      .and(firstEntry(2, of: 1, .london))
      .when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1))
  }

  @Test("of a type that allows one entry the other's own one stays")
  func single() {
    let single = shop.and([kind(multiple: false), entry(1, of: 2, .london, type: "office")])
    single.when("customer.merge", Self.fields)
      .then(
        CustomersMerged(from: 2, into: 1, profiles: [1]),
        standard(1, "billing", of: 1),
        standard(1, "shipping", of: 1)
      )
    single.and([entry(2, of: 1, .paris, type: "office")])
      .and([standard(2, "billing"), standard(2, "shipping")])
      .when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1))
  }

  @Test("a guest goes into an account, or into a guest, who has no address book")
  func guests() {
    Given(account(1), guest(2), order(1, of: 2)).when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1, orders: [1]))
    Given(guest(1), guest(2, "eve@example.com"), order(1, of: 2))
      .when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1, orders: [1]))
  }

  @Test("a disabled customer can be merged")
  func disabled() {
    shop.and([CustomerDisabled(customer: 1), CustomerDisabled(customer: 2)])
      .when("customer.merge", Self.fields).then(CustomersMerged(from: 2, into: 1))
  }

  @Test("what came by a merge goes on with the next")
  func chain() {
    let chain = shop.and([
      account(3, "bob@example.com"), order(1, of: 3),
      CustomersMerged(from: 3, into: 2, orders: [1]),
    ])
    chain.when("customer.merge", Self.fields)
      .then(CustomersMerged(from: 2, into: 1, orders: [1]))
    // The target is led on.
    chain.when("customer.merge", ["from": 1, "into": 3]).then(CustomersMerged(from: 1, into: 2))
    chain.and([CustomersMerged(from: 2, into: 1, orders: [1])])
      .and([guest(4, "x@example.com")])
      .when("customer.merge", ["from": 4, "into": 3]).then(CustomersMerged(from: 4, into: 1))
  }

  @Test("a claim on an order that went along is stale; one of an account goes on with it")
  func claims() {
    let token: JSONObject = ["token": .string(Claimed.token)]
    let given = Claimed.given.and([account(3, "eve@example.com", contact: 3)])
    given.and([CustomersMerged(from: 2, into: 3, orders: [1, 2])])
      .when("claim.confirm", token).refuses(.claimStale, ["claim": 1])
    given.and([CustomersMerged(from: 1, into: 3)]).when("claim.confirm", token)
      .then(
        OrderClaimed(claim: 1, order: 1, from: 2, to: 3, site: "default"),
        OrderClaimed(claim: 1, order: 2, from: 2, to: 3, site: "default")
      )
  }

  @Test("merging twice changes nothing", arguments: [1, 2, "ada@example.com"] as [JSON])
  func twice(into: JSON) {
    shop.and([
      account(3, "bob@example.com"), CustomersMerged(from: 3, into: 2),
      CustomersMerged(from: 2, into: 1),
    ])
    .when("customer.merge", ["from": 3, "into": into]).changesNothing(["customer": 1])
  }

  @Test("nobody can be merged into themselves, by whatever way")
  func same() {
    shop.when("customer.merge", ["from": 1, "into": 1]).refuses(.mergeInvalid)
    shop.when("customer.merge", ["from": 1, "into": "ada@example.com"]).refuses(.mergeInvalid)
    shop.and([CustomersMerged(from: 2, into: 1)])
      .when("customer.merge", ["from": 1, "into": 2]).refuses(.mergeInvalid)
  }

  @Test("an account cannot go into a guest")
  func intoGuest() {
    Given(guest(1), account(2, contact: 1)).when("customer.merge", Self.fields)
      .refuses(.mergeInvalid, saying: "guest")
  }

  @Test("who was merged cannot be merged elsewhere")
  func elsewhere() {
    shop.and([account(3, "bob@example.com"), CustomersMerged(from: 2, into: 3)])
      .when("customer.merge", Self.fields).refuses(.mergeInvalid, saying: "customer 3")
  }

  @Test("a removed customer takes no part")
  func removed() {
    shop.and([CustomerRemoved(customer: 1)]).when("customer.merge", Self.fields)
      .refuses(.customerRemoved, ["customer": 1])
    shop.and([CustomerRemoved(customer: 2)]).when("customer.merge", Self.fields)
      .refuses(.customerRemoved, ["customer": 2])
  }

  @Test("both must be there")
  func unknown() {
    shop.when("customer.merge", ["from": 3, "into": 1]).refuses(.notFound, ["kind": "customer"])
    shop.when("customer.merge", ["from": 1, "into": 3]).refuses(.notFound, ["kind": "customer"])
    shop.when("customer.merge", ["from": 1]).refuses(.fieldMissing, ["field": "into"])
    shop.when("customer.merge", ["into": 1]).refuses(.fieldMissing, ["field": "from"])
  }
}

/// Guest 2, whose order 1 waits to save London and whose order 2 waits to save Paris.
@Suite("addresses that wait in a guest's orders, when the guest is merged")
struct WaitingMergeTests {
  private let shop = Given(
    account(1),
    guest(2, "eve@example.com"),
    account(3, "bob@example.com"),
    order(1, of: 2, billing: copy(.london, isKept: true)),
    order(2, of: 2, billing: copy(.paris, isKept: true), shipments: [parcel(1, copy(.berlin))])
  )
  private let merged = CustomersMerged(
    from: 2,
    into: 1,
    orders: [1, 2],
    saved: [1, 2],
    savedToAddressBook: true
  )
  private let entries: [any EventType] = firstEntry(1, of: 1, .london) + [entry(2, of: 1, .paris)]

  private func assigned(_ saved: Bool, from: Int64) -> OrderAssigned {
    OrderAssigned(
      order: 1,
      from: from,
      to: 3,
      site: "default",
      savedToAddressBook: saved,
      email: "bob@example.com"
    )
  }

  @Test("enter the book of the account, and do not wait for another one")
  func enter() {
    shop.when("customer.merge", ["from": 2, "into": 1]).then(entries + [merged])
    shop.and(entries).and([merged]).when("order.assign", ["order": 1, "customer": 3])
      .then(assigned(false, from: 1))
  }

  @Test("wait on when the other one is a guest, too")
  func intoGuest() {
    let intoGuest = shop.and([guest(4, "ann@example.com")])
    let event = CustomersMerged(from: 2, into: 4, orders: [1, 2])
    intoGuest.when("customer.merge", ["from": 2, "into": 4]).then(event)
    intoGuest.and([event]).when("order.assign", ["order": 1, "customer": 3])
      .then([assigned(true, from: 4)] + firstEntry(1, of: 3, .london))
  }

  @Test("an address that the book has already enters no second time")
  func known() {
    shop.and(firstEntry(1, of: 1, .paris)).when("customer.merge", ["from": 2, "into": 1])
      .then(
        entry(2, of: 1, .london),
        CustomersMerged(from: 2, into: 1, orders: [1, 2], saved: [2], savedToAddressBook: true)
      )
  }

  @Test("of a type that allows one entry the account's own one stays")
  func single() {
    let sold = Given(
      kind(multiple: false),
      account(1),
      guest(2, "eve@example.com"),
      order(1, of: 2, billing: copy(.london, type: "office", isKept: true)),
      order(2, of: 2, billing: copy(.paris, type: "office", isKept: true))
    )
    let event = CustomersMerged(from: 2, into: 1, orders: [1, 2], savedToAddressBook: true)
    sold.and([entry(1, of: 1, .berlin, type: "office")])
      .when("customer.merge", ["from": 2, "into": 1]).then(event)
    // The guest's own addresses follow each other in the one entry.
    sold.when("customer.merge", ["from": 2, "into": 1])
      .then(
        entry(1, of: 1, .london, type: "office"),
        standard(1, "billing"),
        standard(1, "shipping"),
        ProfileEdited(
          customer: 1,
          profile: 1,
          revision: 1,
          changes: ["address": .object(.paris)]
        ),
        CustomersMerged(from: 2, into: 1, orders: [1, 2], saved: [1], savedToAddressBook: true)
      )
  }

  @Test("leave the book and wait again when the merge is undone")
  func undone() {
    let undone = MergeUndone(from: 2, into: 1, orders: [1, 2])
    let apart = shop.and(entries).and([merged])
    apart.when("customer.unmerge", ["from": 2])
      .then(
        undone,
        ProfileRemoved(customer: 1, profile: 1),
        ProfileRemoved(customer: 1, profile: 2),
        DefaultProfileCleared(customer: 1, usage: "billing"),
        DefaultProfileCleared(customer: 1, usage: "shipping")
      )
    apart.and([undone]).when("order.assign", ["order": 1, "customer": 3])
      .then([assigned(true, from: 2)] + firstEntry(3, of: 3, .london))
  }

  @Test("stay in the book when only a later merge of the account is undone")
  func laterMergeUndone() {
    shop.and(entries).and([
      merged, account(4, "ann@example.com"),
      CustomersMerged(from: 1, into: 4, orders: [1, 2], profiles: [1, 2]),
      MergeUndone(from: 1, into: 4, orders: [1, 2], profiles: [1, 2]),
    ])
    .when("order.assign", ["order": 1, "customer": 3]).then(assigned(false, from: 1))
  }
}

@Suite("the names of one who was merged")
struct MergedNameTests {
  /// Customer 2, eve, is customer 1, ada.
  private let shop = Given(
    account(1),
    account(2, "eve@example.com", username: "eve", reference: "e"),
    CustomersMerged(from: 2, into: 1)
  )

  @Test(
    "number, reference and e-mail lead to whom they are",
    arguments: [2, "2", "ref:e", "eve@example.com"] as [JSON]
  )
  func leadOn(name: JSON) {
    shop.when("customer.edit", ["customer": name, "phone": "1"])
      .then(CustomerEdited(customer: 1, site: "default", changes: ["phone": "1"]))
    shop.when("order.place", place(["customer": name])).then(order(of: 1))
    shop.and([CustomerRemoved(customer: 1)])
      .when("customer.edit", ["customer": name, "phone": "1"])
      .refuses(.customerRemoved, ["customer": 1])
  }

  @Test("at the end of a chain as well")
  func chain() {
    shop.and([account(3, "bob@example.com"), CustomersMerged(from: 1, into: 3)])
      .when("customer.disable", ["customer": "eve@example.com"])
      .then(CustomerDisabled(customer: 3))
  }

  @Test("e-mail and user name are free; then they lead to whoever has them")
  func free() {
    shop.when("customer.register", ["email": "eve@example.com", "username": "eve"])
      .then(account(3, "eve@example.com", contact: 2, username: "eve"))
    shop.and([account(3, "eve@example.com", contact: 2)])
      .when("customer.disable", ["customer": "eve@example.com"])
      .then(CustomerDisabled(customer: 3))
    // The number leads on as before.
    shop.and([account(3, "eve@example.com", contact: 2)])
      .when("customer.disable", ["customer": 2]).then(CustomerDisabled(customer: 1))
  }

  @Test("typing the e-mail at checkout proves nothing")
  func checkout() {
    shop.when("order.place", place(["email": "eve@example.com"]), channel: .checkout)
      .then(
        guest(3, "eve@example.com", contact: 2),
        order(of: 3, email: "eve@example.com")
      )
    Given(account(1), guest(2, "eve@example.com"), CustomersMerged(from: 2, into: 1))
      .when("order.place", place(["email": "eve@example.com"]))
      .then(guest(3, "eve@example.com", contact: 2), order(of: 3, email: "eve@example.com"))
  }

  @Test("of two who were merged the last to come into being is meant")
  func two() {
    shop.and([
      account(3, "eve@example.com", contact: 2), account(4, "bob@example.com"),
      CustomersMerged(from: 3, into: 4),
    ])
    .when("customer.disable", ["customer": "eve@example.com"]).then(CustomerDisabled(customer: 4))
  }
}
