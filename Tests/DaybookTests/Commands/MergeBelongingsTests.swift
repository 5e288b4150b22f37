import Daybook
import Events
import Model
import TestSupport
import Testing

/// What goes along with a merged customer beside orders and address book, and what comes back.
@Suite("customer.merge, customer.unmerge: belongings")
struct MergeBelongingsTests {
  private let shop = Given(
    account(1),
    account(2, "eve@example.com"),
    guest(3, "bob@example.com"),
    GroupCreated(group: "gold"),
    GroupCreated(group: "press")
  )
  private let merging: JSONObject = ["from": 2, "into": 1]

  private func credited(
    _ customer: Int64,
    _ amount: Int64,
    leaving balance: Int64? = nil,
    site: String? = nil,
    currency: String = "EUR"
  ) -> CreditGranted {
    CreditGranted(
      customer: customer,
      pot: "\(customer).\(site ?? "").\(currency)",
      site: site,
      currency: currency,
      amount: amount,
      balance: balance ?? amount
    )
  }

  private func moved(
    _ customer: Int64,
    _ amount: Int64,
    leaving balance: Int64,
    _ name: String,
    site: String? = nil,
    currency: String = "EUR"
  ) -> CreditCorrected {
    CreditCorrected(
      customer: customer,
      pot: "\(customer).\(site ?? "").\(currency)",
      site: site,
      currency: currency,
      amount: amount,
      balance: balance,
      name: name
    )
  }

  @Test("open carts and payment methods move, closed and removed ones stay")
  func numbered() {
    var ordered = order(of: 2)
    ordered.cart = 2
    var second = card(2)
    second.customer = 2
    var third = card(3)
    third.customer = 2
    let given = shop.and([
      filled(1, of: 2), filled(2, of: 2), filled(3, of: 2), filled(4, of: 1), ordered,
      CartExpired(cart: 3, customer: 2), second, third,
      PaymentMethodRemoved(customer: 2, paymentMethod: 3),
    ])
    let merged = CustomersMerged(from: 2, into: 1, orders: [1], carts: [1], paymentMethods: [2])
    given.when("customer.merge", merging).then(merged)
    let after = given.and([merged])
    after.when("customer.unmerge", ["from": 2])
      .then(MergeUndone(from: 2, into: 1, orders: [1], carts: [1], paymentMethods: [2]))
    // What went to somebody else in the meantime stays there.
    after.and([CartAssigned(cart: 1, from: 1, to: 3)]).when("customer.unmerge", ["from": 2])
      .then(MergeUndone(from: 2, into: 1, orders: [1], paymentMethods: [2]))
  }

  @Test("groups, roles, memberships and newsletters that the other one lacks")
  func given() {
    let given = shop.and([
      CustomerAddedToGroup(customer: 1, group: "gold"),
      CustomerAddedToGroup(customer: 2, group: "gold"),
      CustomerAddedToGroup(customer: 2, group: "press"),
      RoleAssigned(customer: 1, role: "buyer", until: "2020-01-01"),
      RoleAssigned(customer: 2, role: "buyer"), RoleAssigned(customer: 2, role: "editor"),
      MembershipGranted(customer: 2, membership: "gold", until: "2027-01-01"),
      NewsletterSubscribed(list: "news", site: "default", contact: 2, customer: 2),
      NewsletterSubscribed(list: "tea", site: "default", contact: 2, email: "eve@example.com"),
      NewsletterSubscribed(list: "tea", site: "default", contact: 1, customer: 1),
    ])
    let merge: [any EventType] = [
      CustomersMerged(
        from: 2,
        into: 1,
        groups: ["press"],
        roles: ["buyer", "editor"],
        memberships: ["gold"],
        lists: ["news"]
      ),
      CustomerRemovedFromGroup(customer: 2, group: "press"),
      CustomerAddedToGroup(customer: 1, group: "press"),
      RoleAssigned(customer: 1, role: "buyer"), RoleAssigned(customer: 1, role: "editor"),
      MembershipGranted(customer: 1, membership: "gold", until: "2027-01-01"),
      NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1),
    ]
    given.when("customer.merge", merging).then(merge)
    given.and(merge).when("customer.unmerge", ["from": 2])
      .then(
        MergeUndone(from: 2, into: 1),
        CustomerRemovedFromGroup(customer: 1, group: "press"),
        CustomerAddedToGroup(customer: 2, group: "press"),
        RoleRevoked(customer: 1, role: "buyer"),
        RoleRevoked(customer: 1, role: "editor"),
        MembershipRevoked(customer: 1, membership: "gold"),
        NewsletterUnsubscribed(list: "news", contact: 1, customer: 1)
      )
  }

  @Test("what went on to a third one is taken back there and in between")
  func chain() {
    func merge(_ from: Int64, into: Int64) -> [any EventType] {
      [
        CustomersMerged(
          from: from,
          into: into,
          roles: ["editor"],
          memberships: ["gold"],
          lists: ["news"]
        ),
        RoleAssigned(customer: into, role: "editor"),
        MembershipGranted(customer: into, membership: "gold"),
        NewsletterSubscribed(list: "news", site: "default", contact: into, customer: into),
      ]
    }
    shop.and([account(3, "grace@example.com")]).and(merge(2, into: 1)).and(merge(1, into: 3))
      .when("customer.unmerge", ["from": 2])
      .then(
        MergeUndone(from: 2, into: 3),
        RoleRevoked(customer: 3, role: "editor"),
        MembershipRevoked(customer: 3, membership: "gold"),
        NewsletterUnsubscribed(list: "news", contact: 3, customer: 3),
        RoleRevoked(customer: 1, role: "editor"),
        MembershipRevoked(customer: 1, membership: "gold"),
        NewsletterUnsubscribed(list: "news", contact: 1, customer: 1)
      )
  }

  @Test("what the other one gave up in the meantime is not taken back twice")
  func givenUp() {
    let merged = shop.and([
      CustomerAddedToGroup(customer: 2, group: "press"), RoleAssigned(customer: 2, role: "editor"),
      CustomersMerged(from: 2, into: 1, groups: ["press"], roles: ["editor"], lists: ["news"]),
      CustomerRemovedFromGroup(customer: 2, group: "press"),
      CustomerAddedToGroup(customer: 1, group: "press"), RoleAssigned(customer: 1, role: "editor"),
      NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1),
    ])
    merged.and([
      CustomerRemovedFromGroup(customer: 1, group: "press"),
      RoleRevoked(customer: 1, role: "editor"),
      NewsletterUnsubscribed(list: "news", contact: 1, customer: 1),
    ])
    .when("customer.unmerge", ["from": 2])
    .then(
      MergeUndone(from: 2, into: 1),
      CustomerAddedToGroup(customer: 2, group: "press")
    )
    merged.and([
      GroupRemoved(group: "press"), RoleRevoked(customer: 1, role: "editor"),
      NewsletterUnsubscribed(list: "news", contact: 1, customer: 1),
    ])
    .when("customer.unmerge", ["from": 2]).then(MergeUndone(from: 2, into: 1))
    // A group of the same code that came later is another one.
    merged.and([
      GroupRemoved(group: "press"), GroupCreated(group: "press"),
      CustomerAddedToGroup(customer: 1, group: "press"), RoleRevoked(customer: 1, role: "editor"),
      NewsletterUnsubscribed(list: "news", contact: 1, customer: 1),
    ])
    .when("customer.unmerge", ["from": 2]).then(MergeUndone(from: 2, into: 1))
  }

  @Test("credit moves pot by pot, debts too, and comes back to the amount")
  func credit() {
    let given = shop.and([
      credited(1, 100), credited(2, 40), credited(2, 7, site: "uk"),
      credited(2, 5, currency: "USD"), moved(2, -5, leaving: 0, "x", currency: "USD"),
      moved(2, -3, leaving: -3, "x", currency: "CHF"),
    ])
    let name = "Customer 2 is customer 1"
    let merge: [any EventType] = [
      CustomersMerged(
        from: 2,
        into: 1,
        credit: [
          ["currency": "CHF", "amount": -3], ["currency": "EUR", "amount": 40],
          ["site": "uk", "currency": "EUR", "amount": 7],
        ]
      ),
      moved(2, 3, leaving: 0, name, currency: "CHF"),
      moved(1, -3, leaving: -3, name, currency: "CHF"),
      moved(2, -40, leaving: 0, name), moved(1, 40, leaving: 140, name),
      moved(2, -7, leaving: 0, name, site: "uk"), moved(1, 7, leaving: 7, name, site: "uk"),
    ]
    given.when("customer.merge", merging).then(merge)
    let back = "Customer 2 is not customer 1"
    given.and(merge).and([
      CreditSpent(
        customer: 1,
        pot: "1..EUR",
        currency: "EUR",
        amount: 120,
        balance: 20
      )
    ])
    .when("customer.unmerge", ["from": 2])
    .then(
      MergeUndone(from: 2, into: 1),
      moved(1, 3, leaving: 0, back, currency: "CHF"),
      moved(2, -3, leaving: -3, back, currency: "CHF"),
      moved(1, -40, leaving: -20, back),
      moved(2, 40, leaving: 40, back),
      moved(1, -7, leaving: 0, back, site: "uk"),
      moved(2, 7, leaving: 7, back, site: "uk")
    )
  }

  @Test("a guest brings carts, groups and newsletters")
  func guests() {
    shop.and([
      filled(of: 3), CustomerAddedToGroup(customer: 3, group: "gold"),
      NewsletterSubscribed(list: "news", site: "default", contact: 3, email: "bob@example.com"),
    ])
    .when("customer.merge", ["from": 3, "into": 1])
    .then(
      CustomersMerged(from: 3, into: 1, carts: [1], groups: ["gold"], lists: ["news"]),
      CustomerRemovedFromGroup(customer: 3, group: "gold"),
      CustomerAddedToGroup(customer: 1, group: "gold"),
      NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1)
    )
  }
}
