import Events
import Model

/// Events that must never follow each other, and what the witness says of them.
enum Faults {
  /// A history without a fault: an account with two entries, an order of the first, a guest order.
  static let sound: [any EventType] =
    [account(1), guest(2, contact: 1)] + firstEntry() + [
      entry(2, of: 1, .paris), order(1, of: 1, revisions: ["1.1"], billing: copy(profile: 1)),
      order(2, of: 2),
    ]

  private static let claim = OrderClaimRequested(
    claim: 1,
    customer: 1,
    orders: [2],
    expiresAt: "",
    tokenHash: ""
  )
  private static let claimed = OrderClaimed(claim: 1, order: 2, from: 2, to: 1, site: "default")

  static let all: [(String, [any EventType])] = [
    ("share the e-mail", [account(3, contact: 1)]),
    ("share the e-mail", [guest(3, contact: 1)]),
    (
      "share the e-mail",
      [
        account(3, "bob@example.com"),
        CustomerEmailChanged(customer: 3, site: "default", contact: 1, email: "ada@example.com"),
      ]
    ),
    (
      "share the user name",
      [account(3, "bob@example.com", username: "x"), account(4, "eve@example.com", username: "x")]
    ),
    ("default of customer 1 is gone", [ProfileRemoved(customer: 1, profile: 1)]),
    ("is gone", [standard(7, "billing")]),
    ("set to what it was", [standard(1, "billing")]),
    (
      "revision 1 of profile 1 follows 1, copied: true",
      [ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "1"])]
    ),
    (
      "revision 2.1 was left without an order",
      [ProfileEdited(customer: 1, profile: 2, revision: 2, changes: ["phone": "1"])]
    ),
    (
      "without a change",
      [ProfileEdited(customer: 1, profile: 2, revision: 1, changes: ["phone": .null])]
    ),
    ("is not in the book", [ProfileRemoved(customer: 2, profile: 1)]),
    ("guest has an address book", [entry(3, of: 2)]),
    ("two orders are called", [order(3, of: 1, number: "2")]),
    ("share a reference", [entry(3, reference: "x"), entry(4, reference: "x")]),
    ("follows", [account(4, "bob@example.com")]),
    ("foreign profile", [order(3, of: 2, revisions: ["1.1"], billing: copy(profile: 1))]),
    ("does not say", [order(3, of: 1, billing: copy(profile: 1))]),
    (
      "cannot be cancelled",
      [OrderCancelled(order: 1, customer: 1), OrderCancelled(order: 1, customer: 1)]
    ),
    (
      "is cancelled and moved",
      [claim, OrderCancelled(order: 2, customer: 2), claimed]
    ),
    ("ended twice", [claim, claimed, OrderClaimCancelled(claim: 1, customer: 1, orders: [2])]),
    ("there is no claim", [claimed]),
    (
      "of an account is claimed",
      [OrderClaimRequested(claim: 1, customer: 1, orders: [1], expiresAt: "", tokenHash: "")]
    ),
    (
      "moved from another owner",
      [claim, OrderClaimed(claim: 1, order: 2, from: 1, to: 1, site: "default")]
    ),
    ("moved from another owner", [OrderAssigned(order: 2, from: 1, to: 1, site: "default")]),
    ("moved from another owner", [CustomersMerged(from: 2, into: 1, orders: [1])]),
    ("is merged twice", [CustomersMerged(from: 2, into: 1), CustomersMerged(from: 2, into: 1)]),
    ("merged into themselves", [CustomersMerged(from: 1, into: 1)]),
    ("does not lead to", [MergeUndone(from: 2, into: 1)]),
    (
      "default of customer 1 is gone",
      [CustomersMerged(from: 2, into: 1), MergeUndone(from: 2, into: 1, profiles: [1])]
    ),
    ("default of customer 1 is disabled", [ProfileDisabled(customer: 1, profile: 1)]),
    (
      "share the e-mail",
      [
        CustomerRemoved(customer: 1), account(3, contact: 1), CustomerRestored(customer: 1),
      ]
    ),
    ("is paid twice", [OrderPaid(order: 1, customer: 1), OrderPaid(order: 1, customer: 1)]),
    (
      "cannot be cancelled",
      [OrderCompleted(order: 1, customer: 1), OrderCancelled(order: 1, customer: 1)]
    ),
    (
      "is cancelled and changed",
      [OrderCancelled(order: 1, customer: 1), OrderPaid(order: 1, customer: 1)]
    ),
    ("not the owner of order 1", [OrderCompleted(order: 1, customer: 2)]),
  ]
}
