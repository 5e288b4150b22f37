import Daybook
import Events
import Model
import TestSupport
import Testing

/// Customer 1 is customer 2, who is customer 3: what goes back from whom beside orders and address books.
@Suite("a chain of merges, undone: belongings")
struct MergeChainBelongingsTests {
  private let shop = Given(
    account(1),
    account(2, "b@x.com"),
    account(3, "c@x.com"),
    GroupCreated(group: "vip")
  )

  private func booked(
    _ customer: Int64,
    _ amount: Int64,
    leaving balance: Int64,
    _ name: String
  ) -> CreditCorrected {
    CreditCorrected(
      customer: customer,
      pot: "\(customer)..EUR",
      currency: "EUR",
      amount: amount,
      balance: balance,
      name: name
    )
  }

  private func merge(_ from: Int64, into: Int64, _ amount: Int64, having balance: Int64 = 0)
    -> [any EventType]
  {
    let name = "Customer \(from) is customer \(into)"
    return [
      CustomersMerged(
        from: from,
        into: into,
        credit: [["currency": "EUR", "amount": .integer(amount)]]
      ),
      booked(from, -amount, leaving: 0, name),
      booked(into, amount, leaving: balance + amount, name),
    ]
  }

  private func undone(_ from: Int64, _ into: Int64, _ amount: Int64, leaving balance: Int64)
    -> [any EventType]
  {
    let name = "Customer \(from) is not customer \(into)"
    return [
      MergeUndone(from: from, into: into), booked(into, -amount, leaving: balance, name),
      booked(from, amount, leaving: amount, name),
    ]
  }

  private func granted(_ amount: Int64, to customer: Int64 = 1) -> CreditGranted {
    CreditGranted(
      customer: customer,
      pot: "\(customer)..EUR",
      currency: "EUR",
      amount: amount,
      balance: amount
    )
  }

  @Test("credit goes back once, whichever merge is undone first")
  func credit() {
    let chain = shop.and([granted(100), granted(7, to: 2)])
      .and(merge(1, into: 2, 100, having: 7)).and(merge(2, into: 3, 107))
    let first = undone(1, 3, 100, leaving: 7)
    chain.when("customer.unmerge", ["from": 1]).then(first)
    chain.and(first).when("customer.unmerge", ["from": 2]).then(undone(2, 3, 7, leaving: 0))
    let last = undone(2, 3, 107, leaving: 0)
    chain.when("customer.unmerge", ["from": 2]).then(last)
    chain.and(last).when("customer.unmerge", ["from": 1])
      .then(undone(1, 2, 100, leaving: 7))
  }

  @Test("what was spent on the way is owed by whoever spent it")
  func spent() {
    let all = CreditSpent(customer: 2, pot: "2..EUR", currency: "EUR", amount: 100, balance: 0)
    let chain = shop.and([granted(100)]).and(merge(1, into: 2, 100)).and([all])
      .and([CustomersMerged(from: 2, into: 3)])
    let first = undone(1, 3, 100, leaving: -100)
    chain.when("customer.unmerge", ["from": 1]).then(first)
    chain.and(first).when("customer.unmerge", ["from": 2]).then(undone(2, 3, -100, leaving: 0))
  }

  @Test("what went home is not taken along a second time, however long the chain")
  func longChain() {
    var chain = Given(account(1))
    for number in Int64(2)...6 { chain = chain.and([account(number, "\(number)@x.com")]) }
    chain = chain.and([granted(10)])
    for number in Int64(1)...5 { chain = chain.and(merge(number, into: number + 1, 10)) }
    chain = chain.and(undone(2, 6, 10, leaving: 0))
    // Customer 1 is customer 2 still, who has the credit.
    for number in Int64(3)...5 {
      chain.when("customer.unmerge", ["from": .integer(number)])
        .then(MergeUndone(from: number, into: 6))
    }
    chain.when("customer.unmerge", ["from": 1]).then(undone(1, 2, 10, leaving: 0))
  }

  private func joined(_ customer: Int64) -> CustomerAddedToGroup {
    CustomerAddedToGroup(customer: customer, group: "vip")
  }

  private func left(_ customer: Int64) -> CustomerRemovedFromGroup {
    CustomerRemovedFromGroup(customer: customer, group: "vip")
  }

  @Test("a group goes back from the end of the chain to whom it was, once")
  func groups() {
    let chain = shop.and([
      joined(1), CustomersMerged(from: 1, into: 2, groups: ["vip"]), left(1), joined(2),
      CustomersMerged(from: 2, into: 3, groups: ["vip"]), left(2), joined(3),
    ])
    let first: [any EventType] = [MergeUndone(from: 1, into: 3), left(3), joined(1)]
    chain.when("customer.unmerge", ["from": 1]).then(first)
    chain.and(first).when("customer.unmerge", ["from": 2]).then(MergeUndone(from: 2, into: 3))
    let last: [any EventType] = [MergeUndone(from: 2, into: 3), left(3), joined(2)]
    chain.when("customer.unmerge", ["from": 2]).then(last)
    chain.and(last).when("customer.unmerge", ["from": 1])
      .then(MergeUndone(from: 1, into: 2), left(2), joined(1))
  }

  @Test("a group that came after another one of its code is not the one that was brought along")
  func otherGroup() {
    shop.and([
      joined(1), CustomersMerged(from: 1, into: 2, groups: ["vip"]), left(1), joined(2),
      GroupRemoved(group: "vip"), GroupCreated(group: "vip"), joined(2),
      CustomersMerged(from: 2, into: 3, groups: ["vip"]), left(2), joined(3),
      MergeUndone(from: 1, into: 3),
    ])
    .when("customer.unmerge", ["from": 2])
    .then(MergeUndone(from: 2, into: 3), left(3), joined(2))
  }

  private func rights(_ customer: Int64) -> [any EventType] {
    [
      RoleAssigned(customer: customer, role: "editor"),
      MembershipGranted(customer: customer, membership: "gold"),
      NewsletterSubscribed(
        list: "news",
        site: "default",
        contact: customer,
        customer: customer
      ),
    ]
  }

  private func ended(_ customer: Int64) -> [any EventType] {
    [
      RoleRevoked(customer: customer, role: "editor"),
      MembershipRevoked(customer: customer, membership: "gold"),
      NewsletterUnsubscribed(list: "news", contact: customer, customer: customer),
    ]
  }

  private func bringing(_ from: Int64, into: Int64, groups: [String] = []) -> CustomersMerged {
    CustomersMerged(
      from: from,
      into: into,
      groups: groups,
      roles: ["editor"],
      memberships: ["gold"],
      lists: ["news"]
    )
  }

  @Test("whoever had it on their own keeps it, and the way back ends in front of them")
  func own() {
    shop.and([joined(1), joined(3)]).and(rights(1)).and(rights(3))
      .and([bringing(1, into: 2, groups: ["vip"]), left(1), joined(2)]).and(rights(2))
      .and([CustomersMerged(from: 2, into: 3)])
      .when("customer.unmerge", ["from": 1])
      .then([MergeUndone(from: 1, into: 3), left(2), joined(1)] + ended(2))
  }

  @Test("what was given anew since is not the merge's")
  func givenAnew() {
    let merged = shop.and(rights(1)).and([bringing(1, into: 2)]).and(rights(2))
    let undone = MergeUndone(from: 1, into: 2)
    merged.when("customer.unmerge", ["from": 1]).then([undone] + ended(2))
    merged.and([
      RoleAssigned(customer: 2, role: "editor", until: "2030-01-01"),
      MembershipGranted(customer: 2, membership: "gold", until: "2028-12-31", order: 1),
      NewsletterUnsubscribed(list: "news", contact: 2, customer: 2),
      NewsletterSubscribed(list: "news", site: "default", contact: 2, customer: 2),
    ])
    .when("customer.unmerge", ["from": 1]).then(undone)
    // Nor is it with those whom it went on to.
    let bought = MembershipGranted(customer: 2, membership: "gold", until: "2028-12-31", order: 1)
    merged.and([bought, bringing(2, into: 3)]).and(rights(3))
      .when("customer.unmerge", ["from": 1])
      .then(
        MergeUndone(from: 1, into: 3),
        RoleRevoked(customer: 3, role: "editor"),
        NewsletterUnsubscribed(list: "news", contact: 3, customer: 3),
        RoleRevoked(customer: 2, role: "editor"),
        NewsletterUnsubscribed(list: "news", contact: 2, customer: 2)
      )
  }

  @Test("an open cart that went home does not come along again")
  func carts() {
    shop.and([
      filled(1, of: 1), CustomersMerged(from: 1, into: 2, carts: [1]),
      CustomersMerged(from: 2, into: 3, carts: [1]), MergeUndone(from: 1, into: 3, carts: [1]),
      CustomersMerged(from: 1, into: 3, carts: [1]),
    ])
    .when("customer.unmerge", ["from": 2]).then(MergeUndone(from: 2, into: 3))
  }
}
