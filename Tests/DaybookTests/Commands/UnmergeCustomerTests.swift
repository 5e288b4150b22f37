import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.unmerge")
struct UnmergeCustomerTests {
  private static let fields: JSONObject = ["from": 2]
  private let shop = Given(account(1), account(2, "eve@example.com", reference: "e"))

  @Test(
    "what went along comes back, however the customer is named",
    arguments: [2, "ref:e", "eve@example.com"] as [JSON]
  )
  func success(name: JSON) {
    shop.and([order(1, of: 2), order(2, of: 1)]).and(firstEntry(1, of: 2, .london))
      .and(firstEntry(2, of: 1, .paris))
      .and([CustomersMerged(from: 2, into: 1, orders: [1], profiles: [1])])
      .when("customer.unmerge", ["from": name])
      .then(MergeUndone(from: 2, into: 1, orders: [1], profiles: [1]))
  }

  @Test("what was never merged, or is no longer, cannot be undone")
  func invalid() {
    shop.when("customer.unmerge", Self.fields).refuses(.mergeInvalid)
    shop.and([CustomersMerged(from: 2, into: 1)]).when("customer.unmerge", ["from": 1])
      .refuses(.mergeInvalid)
    shop.and([CustomersMerged(from: 2, into: 1), MergeUndone(from: 2, into: 1)])
      .when("customer.unmerge", Self.fields).refuses(.mergeInvalid)
    shop.when("customer.unmerge", ["from": 3]).refuses(.notFound, ["kind": "customer"])
  }

  @Test("an order that was assigned or claimed away stays where it is")
  func assignedAway() {
    let merged = shop.and([
      guest(3), order(1, of: 2), order(2, of: 2), order(3, of: 2),
      CustomersMerged(from: 2, into: 1, orders: [1, 2, 3]),
      OrderAssigned(order: 1, from: 1, to: 3, site: "default"),
    ])
    merged.when("customer.unmerge", Self.fields)
      .then(MergeUndone(from: 2, into: 1, orders: [2, 3]))
    // One that came back in the meantime goes along.
    merged.and([OrderAssigned(order: 1, from: 3, to: 1, site: "default")])
      .when("customer.unmerge", Self.fields)
      .then(MergeUndone(from: 2, into: 1, orders: [1, 2, 3]))
  }

  @Test("what came after the merge stays")
  func later() {
    shop.and([
      CustomersMerged(from: 2, into: 1), order(1, of: 1), entry(1, of: 1, .london),
    ])
    .when("customer.unmerge", Self.fields).then(MergeUndone(from: 2, into: 1))
  }

  @Test("an entry that was removed since does not come back, an edited one does as it is now")
  func entries() {
    let merged = shop.and(firstEntry(1, of: 2, .london)).and([entry(2, of: 2, .paris)])
      .and([CustomersMerged(from: 2, into: 1, profiles: [1, 2])])
      .and([standard(1, "billing"), standard(1, "shipping")])
    let undone = merged.and([
      ProfileEdited(
        customer: 1,
        profile: 2,
        revision: 1,
        changes: ["address": .object(.berlin)]
      ),
      ProfileRemoved(customer: 1, profile: 1), standard(2, "billing"), standard(2, "shipping"),
    ])
    undone.when("customer.unmerge", Self.fields)
      .then(
        MergeUndone(from: 2, into: 1, profiles: [2]),
        DefaultProfileCleared(customer: 1, usage: "billing"),
        DefaultProfileCleared(customer: 1, usage: "shipping"),
        standard(2, "billing", of: 2),
        standard(2, "shipping", of: 2)
      )
    undone.and([
      MergeUndone(from: 2, into: 1, profiles: [2]), standard(2, "billing", of: 2),
      standard(2, "shipping", of: 2),
    ])
    .when("profile.add", ["customer": 2, "address": .object(.berlin)])
    .changesNothing(["customer": 2, "profile": 2])
  }

  @Test("defaults that go are replaced by the newest entry that can serve")
  func ownersDefaults() {
    shop.and(firstEntry(1, of: 1, .paris)).and([entry(2, of: 1, .berlin)])
      .and(firstEntry(3, of: 2, .london))
      .and([CustomersMerged(from: 2, into: 1, profiles: [3]), standard(3, "billing")])
      .when("customer.unmerge", Self.fields)
      .then(MergeUndone(from: 2, into: 1, profiles: [3]), standard(2, "billing"))
  }

  @Test("the one who is back keeps the defaults of before")
  func ownDefaults() {
    shop.and(firstEntry(1, of: 2, .london)).and([entry(2, of: 2, .paris)])
      .and([standard(2, "shipping", of: 2), CustomersMerged(from: 2, into: 1, profiles: [1, 2])])
      .and([standard(1, "billing"), standard(2, "shipping")])
      .when("customer.unmerge", Self.fields)
      .then(
        MergeUndone(from: 2, into: 1, profiles: [1, 2]),
        DefaultProfileCleared(customer: 1, usage: "billing"),
        DefaultProfileCleared(customer: 1, usage: "shipping")
      )
  }

  @Test("a default of before that cannot serve any more is replaced by the newest entry")
  func lostDefault() {
    // Entry 3 never went along, and is newer than 2, which comes back.
    shop.and(firstEntry(1, of: 2, .london)).and([entry(2, of: 2, .paris)])
      .and([entry(3, of: 2, .berlin)]).and(firstEntry(4, of: 1, .berlin))
      .and([
        CustomersMerged(from: 2, into: 1, profiles: [1, 2]),
        ProfileDisabled(customer: 1, profile: 1),
      ])
      .when("customer.unmerge", Self.fields)
      .then(
        MergeUndone(from: 2, into: 1, profiles: [1, 2]),
        standard(3, "billing", of: 2),
        standard(3, "shipping", of: 2)
      )
  }

  @Test("the e-mail or the user name may be somebody else's by now")
  func taken() {
    let merged = Given(
      account(1),
      account(2, "eve@example.com", username: "eve"),
      CustomersMerged(from: 2, into: 1)
    )
    merged.and([account(3, "eve@example.com", contact: 2)])
      .when("customer.unmerge", Self.fields).refuses(.emailTaken, ["customer": 3])
    merged.and([
      CustomerEmailChanged(customer: 1, site: "default", contact: 2, email: "eve@example.com")
    ])
    .when("customer.unmerge", Self.fields).refuses(.emailTaken, ["customer": 1])
    merged.and([account(3, "bob@example.com", username: "eve")])
      .when("customer.unmerge", Self.fields).refuses(.usernameTaken, ["customer": 3])
  }

  @Test("a guest and an account may have the e-mail at once")
  func guestAndAccount() {
    Given(account(1), guest(2, contact: 1), CustomersMerged(from: 2, into: 1))
      .when("customer.unmerge", Self.fields).then(MergeUndone(from: 2, into: 1))
  }
}

/// Customer 3 (order 1) is customer 2 (order 2), who is customer 1 (order 3).
@Suite("a chain of merges, undone")
struct MergeChainTests {
  private let chain = Given(
    account(1),
    account(2, "eve@example.com"),
    account(3, "bob@example.com"),
    order(1, of: 3),
    order(2, of: 2),
    order(3, of: 1)
  )
  .and([entry(1, of: 3, .london), entry(2, of: 2, .paris), entry(3, of: 1, .berlin)])
  .and([
    CustomersMerged(from: 3, into: 2, orders: [1], profiles: [1]),
    CustomersMerged(from: 2, into: 1, orders: [1, 2], profiles: [1, 2]),
  ])
  private let last = MergeUndone(from: 2, into: 1, orders: [1, 2], profiles: [1, 2])
  private let first = MergeUndone(from: 3, into: 1, orders: [1], profiles: [1])

  @Test("the last merge first")
  func lastFirst() {
    chain.when("customer.unmerge", ["from": 2]).then(last)
    // Customer 3 is customer 2 as before.
    chain.and([last]).when("customer.disable", ["customer": 3])
      .then(CustomerDisabled(customer: 2))
    chain.and([last]).when("customer.unmerge", ["from": 3])
      .then(MergeUndone(from: 3, into: 2, orders: [1], profiles: [1]))
  }

  @Test("the first merge first")
  func firstFirst() {
    chain.when("customer.unmerge", ["from": 3]).then(first)
    chain.and([first]).when("customer.disable", ["customer": 3])
      .then(CustomerDisabled(customer: 3))
    chain.and([first]).when("customer.unmerge", ["from": 2])
      .then(MergeUndone(from: 2, into: 1, orders: [2], profiles: [2]))
  }

  @Test("what went home with somebody does not come back with whom they had been")
  func homeAlready() {
    // Customer 3 is customer 1 by now, without having been customer 2 in between.
    chain.and([
      first, CustomersMerged(from: 3, into: 1, orders: [1], profiles: [1]),
    ])
    .when("customer.unmerge", ["from": 2])
    .then(MergeUndone(from: 2, into: 1, orders: [2], profiles: [2]))
    // The other way round customer 3 is customer 2 still.
    chain.and([last, CustomersMerged(from: 2, into: 1, orders: [1, 2], profiles: [1, 2])])
      .when("customer.unmerge", ["from": 3]).then(first)
  }

  @Test("after both everybody has what was theirs")
  func both() {
    for undone in [
      [last, MergeUndone(from: 3, into: 2, orders: [1], profiles: [1])],
      [first, MergeUndone(from: 2, into: 1, orders: [2], profiles: [2])],
    ] {
      let apart = chain.and(undone)
      apart.when("order.cancel", ["order": 1]).then(OrderCancelled(order: 1, customer: 3))
      apart.when("order.cancel", ["order": 2]).then(OrderCancelled(order: 2, customer: 2))
      apart.when("order.cancel", ["order": 3]).then(OrderCancelled(order: 3, customer: 1))
      for customer in Int64(1)...3 {
        apart.when("profile.remove", ["profile": .integer(4 - customer)])
          .then(ProfileRemoved(customer: customer, profile: 4 - customer))
      }
      apart.when("customer.merge", ["from": 3, "into": 1])
        .then(
          CustomersMerged(from: 3, into: 1, orders: [1], profiles: [1]),
          standard(1, "billing", of: 1),
          standard(1, "shipping", of: 1)
        )
    }
  }
}

/// Customer 1 is customer 2, who is customer 3 and has the same addresses: what customer 1 brought stayed
/// with customer 2.
@Suite("a chain of merges, undone where things stayed on the way")
struct LeftOnTheWayTests {
  private let shop = Given(account(1), account(2, "b@x.com"), account(3, "c@x.com"))
  private let onWay = Given(account(1), account(2, "b@x.com"), account(3, "c@x.com"))
    .and(firstEntry(1, of: 1, .london)).and(firstEntry(2, of: 3, .london))
    .and([
      CustomersMerged(from: 1, into: 2, profiles: [1]), standard(1, "billing", of: 2),
      standard(1, "shipping", of: 2), CustomersMerged(from: 2, into: 3),
    ])
  private let home = MergeUndone(from: 1, into: 3, profiles: [1])

  @Test("an entry comes back from whoever has it")
  func entries() {
    onWay.when("customer.unmerge", ["from": 1]).then(home)
    let apart = onWay.and([home])
    apart.when("profile.edit", ["profile": 1, "phone": "1"])
      .then(ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "1"]))
    apart.when("customer.unmerge", ["from": 2])
      .then(
        MergeUndone(from: 2, into: 3),
        DefaultProfileCleared(customer: 2, usage: "billing"),
        DefaultProfileCleared(customer: 2, usage: "shipping")
      )
  }

  @Test("who is back has the address no more")
  func book() {
    let address: JSON = .object(.london)
    onWay.and([home, MergeUndone(from: 2, into: 3)])
      .and([
        DefaultProfileCleared(customer: 2, usage: "billing"),
        DefaultProfileCleared(customer: 2, usage: "shipping"),
      ])
      .when("profile.add", ["customer": 2, "address": address]).then(firstEntry(3, of: 2, .london))
    onWay.and([home]).when("profile.add", ["customer": 1, "address": address])
      .changesNothing(["customer": 1, "profile": 1])
  }

  @Test("an entry made of an order's address goes from whoever has it")
  func saved() {
    Given(account(2, "b@x.com"), account(3, "c@x.com"), guest(1))
      .and([order(1, of: 1, billing: copy(.london, isKept: true))])
      .and(firstEntry(1, of: 2, .london)).and(firstEntry(2, of: 3, .london))
      .and([
        CustomersMerged(
          from: 1,
          into: 2,
          orders: [1],
          saved: [1],
          savedToAddressBook: true
        ), CustomersMerged(from: 2, into: 3, orders: [1]),
      ])
      .when("customer.unmerge", ["from": 1])
      .then(
        MergeUndone(from: 1, into: 3, orders: [1]),
        ProfileRemoved(customer: 2, profile: 1)
      )
  }

  @Test("a payment method that was removed there comes back removed")
  func paymentMethods() {
    let method = PaymentMethodAdded(
      customer: 1,
      paymentMethod: 1,
      gateway: "stripe",
      reusable: true
    )
    shop.and([
      method, CustomersMerged(from: 1, into: 2, paymentMethods: [1]),
      PaymentMethodRemoved(customer: 2, paymentMethod: 1), CustomersMerged(from: 2, into: 3),
    ])
    .when("customer.unmerge", ["from": 1])
    .then(MergeUndone(from: 1, into: 3, paymentMethods: [1]))
  }
}
