import Daybook
import EventLog
import Events
import Model
import TestSupport
import Testing

@Suite("undo of what others decided since")
struct UndoDecidedSinceTests {
  private func edited(_ changes: JSONObject) -> CustomerEdited {
    CustomerEdited(customer: 1, site: "default", changes: changes)
  }

  @Test("whatever somebody decided since stays, also when it came to the same")
  func decidedSince() {
    let disabled = CustomerDisabled(customer: 1)
    undo(2, Given(account(), disabled, CustomerEnabled(customer: 1), disabled))
      .refuses(.notUndoable, ["positions": [3, 4]], saying: "CustomerDisabled at position 4")
    let removed = CustomerRemoved(customer: 1)
    undo(2, Given(account(), removed, CustomerRestored(customer: 1), removed))
      .refuses(.notUndoable, ["positions": [3, 4]])
    let letter = NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1)
    let enough = NewsletterUnsubscribed(list: "news", contact: 1, customer: 1)
    undo(3, Given(account(), letter, enough, letter, enough))
      .refuses(.notUndoable, ["positions": [4, 5]])
    let moved = ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "1"])
    undo(2, Given(account(), entry(), moved)).refuses(.notUndoable, ["positions": [3]])
    undo(
      3,
      Given(
        account(),
        GroupCreated(group: "vip"),
        GroupEdited(group: "vip", changes: ["name": "VIP"]),
        GroupRemoved(group: "vip"),
        GroupCreated(group: "vip")
      )
    )
    .refuses(.notUndoable, ["positions": [4, 5]])
  }

  @Test("what was undone in between is no obstacle, and a given causation is no undoing")
  func pairs() throws {
    let shop = try TemporaryLedger()
    func undo(_ position: Int64) throws -> Outcome {
      try shop.perform("undo", ["position": .integer(position), "reason": "mistake"])
    }
    try shop.perform("customer.register", ["email": "ada@example.com", "first_name": "A"])
    try shop.perform("customer.edit", ["customer": 1, "first_name": "B"])
    try shop.perform("customer.edit", ["customer": 1, "first_name": "C"])
    #expect(try undo(3).positions == [4])
    #expect(try undo(2).positions == [5])
    #expect(try shop.ask("customer.show", ["customer": 1])["first_name"] == "A")
    try shop.perform("customer.edit", ["customer": 1, "first_name": "D"])
    try shop.perform("customer.edit", ["customer": 1, "first_name": "E", "causation": 6])
    let refusal = try shop.refusal("undo", ["position": 6, "reason": "mistake"])
    #expect(refusal?.code == .notUndoable)
    let given = try shop.refusal("undo", ["position": 7, "reason": "x", "causation": 1])
    #expect(given?.details["field"] == "causation")
  }

  @Test("whoever was merged since is not met through the one they were merged into")
  func mergedSince() {
    let people: [any EventType] = [
      account(1), account(2, "b@x.com"), edited(["first_name": "Ada"]),
      CustomerDisabled(customer: 1), CustomerEnabled(customer: 1),
      RoleAssigned(customer: 1, role: "buyer"),
      NewsletterSubscribed(list: "news", site: "default", contact: 1, customer: 1),
      entry(), standard(1, "billing"),
      CustomersMerged(from: 1, into: 2, profiles: [1]),
    ]
    for position in [1, 3, 4, 5, 6, 7, 9] as [Int64] {
      undo(position, Given().and(people))
        .refuses(.notUndoable, saying: "merged into customer 2")
    }
    let apart = people + [MergeUndone(from: 1, into: 2), account(3, "c@x.com")]
    undo(10, Given().and(apart + [CustomersMerged(from: 1, into: 3)]))
      .refuses(.notUndoable, ["positions": [11, 13]])
  }

  /// Events of customer 1 of every kind that can be undone, one after the other from position 4 on.
  private static let events: [any EventType] = [
    entry(),
    ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "1"]),
    ProfileDisabled(customer: 1, profile: 1),
    ProfileEnabled(customer: 1, profile: 1),
    ProfileRemoved(customer: 1, profile: 1),
    DefaultProfileCleared(customer: 1, usage: "billing", byRequest: true),
    card(),
    PaymentMethodEdited(customer: 1, paymentMethod: 1, changes: ["label": "Mine"]),
    filled(1),
    CartCleared(cart: 1, customer: 1),
    CartAssigned(cart: 1, from: 1, to: 3),
    CartAssigned(cart: 1, from: 3, to: 1),
    OrderProfileChanged(order: 1, customer: 1, usage: "billing", copy: copy(.berlin)),
    OrderEmailChanged(order: 1, customer: 1, site: "default", email: "new@example.com"),
    OrderAssigned(order: 1, from: 1, to: 3, site: "default", email: "c@x.com"),
    OrderClaimed(claim: 1, order: 1, from: 3, to: 1, site: "default"),
    OrderClaimRequested(
      claim: 1,
      customer: 1,
      orders: [1],
      expiresAt: "2026-03-02T00:00:00.000000Z",
      tokenHash: "x",
      email: "c@x.com"
    ),
    CreditGranted(customer: 1, pot: "1..EUR", currency: "EUR", amount: 500, balance: 500),
    CustomerAddedToGroup(customer: 1, group: "vip"),
    MembershipGranted(customer: 1, membership: "gold"),
    ContactLinked(customer: 1, contact: 3),
    CustomerMetadataChanged(customer: 1, metadata: ["a": 1]),
  ]

  @Test("whatever it was about, a merge since stands in the way", arguments: events.indices)
  func mergedSince(index: Int) {
    let people: [any EventType] = [account(1), account(2, "b@x.com"), account(3, "c@x.com")]
    let merged = CustomersMerged(from: 1, into: 2, orders: [1], profiles: [1], carts: [1])
    let shop = Given().and(people + Self.events + [merged])
    undo(Int64(people.count + index + 1), shop)
      .refuses(.notUndoable, saying: "customer 1 was merged into customer 2 since")
  }

  @Test("an undone merge is not done again into somebody who was merged since")
  func mergedOn() {
    let shop = Given(
      account(1),
      account(2, "b@x.com"),
      account(3, "c@x.com"),
      CustomersMerged(from: 1, into: 2),
      MergeUndone(from: 1, into: 2),
      CustomersMerged(from: 2, into: 3)
    )
    undo(5, shop).refuses(.notUndoable, saying: "customer 2 was merged into customer 3 since")
  }
}
