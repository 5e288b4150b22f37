import Daybook
import Events
import Model
import TestSupport
import Testing

/// What a removed or disabled customer cannot do, command by command.
///
/// Customer 1 has entry 1 and order 1; customer 2 is another account, guest 3 has order 2; customer 1
/// has asked for that one by claim 1.
@Suite("one who was removed or disabled")
struct RemovedCustomerTests {
  private let shop = Given(account(1, reference: "a"), account(2, "eve@example.com"))
    .and([guest(3, "bob@example.com")]).and(firstEntry())
    .and([order(1, of: 1), order(2, of: 3, email: "bob@example.com"), Self.claim])
  private static let secret = [UInt8](repeating: 7, count: 32)
  private static let token = JSON.string("1.\(Base64.encodeURL(secret))")
  private static let claim = OrderClaimRequested(
    claim: 1,
    customer: 1,
    orders: [2],
    expiresAt: "2026-03-01T12:15:00.000000Z",
    tokenHash: SHA256.hash(secret).base64,
    email: "bob@example.com"
  )

  /// Commands that name the customer, or an entry of theirs.
  static let naming: [(String, JSONObject)] = [
    ("customer.edit", ["customer": 1, "phone": "1"]),
    ("customer.edit", ["customer": "ref:a", "phone": "1"]),
    ("customer.change_email", ["customer": 1, "email": "new@example.com", "reason": "x"]),
    ("customer.set_metadata", ["customer": 1, "metadata": ["a": 1]]),
    ("customer.disable", ["customer": 1]),
    ("customer.enable", ["customer": 1]),
    ("customer.merge", ["from": 1, "into": 2]),
    ("customer.merge", ["from": 2, "into": 1]),
    ("customer.link_contact", ["customer": 1, "contact": 2]),
    ("profile.add", ["customer": 1, "address": .object(.paris)]),
    ("profile.edit", ["profile": 1, "phone": "1"]),
    ("profile.disable", ["profile": 1]),
    ("profile.enable", ["profile": 1]),
    ("profile.remove", ["profile": 1]),
    ("profile.set_default", ["profile": 1, "usage": "billing"]),
    ("profile.clear_default", ["customer": 1, "usage": "billing"]),
    ("order.place", place(["customer": 1])),
    ("order.assign", ["order": 2, "customer": 1]),
    ("claim.request", ["customer": 1, "orders": [2]]),
    ("claim.confirm", ["token": token]),
  ]

  /// Commands that correct an order.
  static let correcting: [(String, JSONObject)] = [
    (
      "order.change_profile",
      ["order": 1, "usage": "billing", "address": ["locality": "Leeds"]]
    ),
    ("order.add_shipment", ["order": 1]),
    ("order.change_email", ["order": 1, "email": "new@example.com"]),
    ("order.mark_paid", ["order": 1]),
    ("order.complete", ["order": 1]),
    ("order.cancel", ["order": 1]),
    ("order.assign", ["order": 1, "customer": 2]),
  ]

  @Test("a removed customer is refused", arguments: naming)
  func removed(name: String, fields: JSONObject) {
    for channel in Channel.allCases {
      shop.and([CustomerRemoved(customer: 1)]).when(name, fields, channel: channel)
        .refuses(.customerRemoved, ["customer": 1])
    }
  }

  @Test("also one who is disabled besides", arguments: naming)
  func both(name: String, fields: JSONObject) {
    shop.and([CustomerDisabled(customer: 1), CustomerRemoved(customer: 1)]).when(name, fields)
      .refuses(.customerRemoved)
  }

  @Test("the shop may still do what has to be done with the orders", arguments: correcting)
  func orders(name: String, fields: JSONObject) {
    let given = shop.and([CustomerRemoved(customer: 1)])
    for channel in [.administration, .import, .orderEdit, .system] as [Channel] {
      given.when(name, fields, channel: channel).appends()
    }
    for channel in [.checkout, .account] as [Channel] {
      given.when(name, fields, channel: channel).refuses(.customerRemoved, ["customer": 1])
    }
  }

  @Test("the claim of a removed customer can be declined and withdrawn")
  func claims() {
    let given = shop.and([CustomerRemoved(customer: 1)])
    given.when("claim.decline", ["token": Self.token])
      .then(OrderClaimDeclined(claim: 1, customer: 1, orders: [2]))
    given.when("claim.cancel", ["claim": 1])
      .then(OrderClaimCancelled(claim: 1, customer: 1, orders: [2]))
  }

  @Test("no order of a removed guest by claim, either: it is the account's that claims")
  func claimOfRemovedGuest() {
    shop.and([CustomerRemoved(customer: 3)]).when("claim.confirm", ["token": Self.token])
      .then(OrderClaimed(claim: 1, order: 2, from: 3, to: 1, site: "default"))
  }

  @Test("a disabled customer cannot order or claim")
  func disabled() {
    let given = shop.and([CustomerDisabled(customer: 1)])
    for (name, fields) in [
      ("order.place", place(["customer": 1])),
      ("order.place", place(["email": "ada@example.com"])),
      ("claim.request", ["customer": 1, "orders": [2]]),
      ("claim.confirm", ["token": Self.token]),
    ] as [(String, JSONObject)] {
      given.when(name, fields).refuses(.customerDisabled, ["customer": 1])
    }
    shop.and([CustomerDisabled(customer: 3)])
      .when("order.place", place(["customer": 3])).refuses(.customerDisabled, ["customer": 3])
    shop.and([CustomerDisabled(customer: 3)])
      .when("order.place", place(["email": "bob@example.com"]), channel: .checkout)
      .refuses(.customerDisabled, ["customer": 3])
  }

  @Test(
    "everything else goes on for a disabled customer",
    arguments: naming.filter { name, _ in
      !["order.place", "claim.request", "claim.confirm", "customer.disable"].contains(name)
    }
  )
  func disabledGoesOn(name: String, fields: JSONObject) {
    // Two change nothing by themselves.
    let changesNothing = ["profile.enable", "profile.set_default"].contains(name)
    let verdict = shop.and([CustomerDisabled(customer: 1)]).when(name, fields)
    if changesNothing { verdict.then([]) } else { verdict.appends() }
  }

  @Test("what stayed with one who was merged is out of view for commands, too")
  func stayedBehind() {
    let given = Given(account(1), account(2, "eve@example.com")).and(firstEntry(1, of: 1))
      .and(firstEntry(2, of: 2)).and([CustomersMerged(from: 2, into: 1)])
    for (name, fields) in Self.naming where fields["profile"] != nil {
      given.when(name, fields.with("profile", 2)).refuses(.notFound, ["kind": "profile"])
    }
    given.and([MergeUndone(from: 2, into: 1)]).when("profile.remove", ["profile": 2]).appends()
  }
}
