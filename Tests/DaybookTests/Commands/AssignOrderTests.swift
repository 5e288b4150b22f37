import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.assign")
struct AssignOrderTests {
  private let shop = Given(
    guest(1),
    account(2, "eve@example.com", reference: "e"),
    order(1, of: 1)
  )

  private func assigned(
    to customer: Int64,
    from: Int64 = 1,
    email: String?,
    saved: Bool = false,
    site: String = "default"
  ) -> OrderAssigned {
    OrderAssigned(
      order: 1,
      from: from,
      to: customer,
      site: site,
      savedToAddressBook: saved,
      email: email
    )
  }

  @Test(
    "the order goes to a customer, and its e-mail becomes theirs",
    arguments: [2, "ref:e", "eve@example.com"] as [JSON]
  )
  func customer(name: JSON) {
    shop.when("order.assign", ["order": 1, "customer": name])
      .then(assigned(to: 2, email: "eve@example.com"))
  }

  @Test("to a guest by e-mail, who is recorded when nobody is known by it")
  func guestEmail() {
    shop.when("order.assign", ["order": 1, "guest_email": "new@example.com"])
      .then(guest(3, "new@example.com"), assigned(to: 3, email: "new@example.com"))
    shop.and([guest(3, "bob@example.com")])
      .when("order.assign", ["order": 1, "guest_email": " BOB@example.com"])
      .then(assigned(to: 3, email: "bob@example.com"))
    shop.and([guest(3, "bob@example.com")])
      .when("order.assign", ["order": 1, "customer": "guest:bob@example.com"])
      .then(assigned(to: 3, email: "bob@example.com"))
  }

  @Test("the guest is one of the order's site")
  func site() {
    Given(guest(1, site: "uk"), guest(2, "bob@example.com"), order(1, of: 1, site: "uk"))
      .when("order.assign", ["order": 1, "guest_email": "bob@example.com"])
      .then(
        guest(3, "bob@example.com", site: "uk"),
        assigned(to: 3, email: "bob@example.com", site: "uk")
      )
  }

  @Test("to the present owner changes nothing")
  func nothing() {
    for fields in [
      ["order": 1, "customer": 1], ["order": 1, "guest_email": "ada@example.com"],
    ] as [JSONObject] {
      shop.when("order.assign", fields).changesNothing(["customer": 1, "order": 1])
    }
    shop.and([assigned(to: 2, email: nil)])
      .when("order.assign", ["order": 1, "customer": 2])
      .changesNothing(["customer": 2, "order": 1])
  }

  @Test("a customer or a guest's e-mail, one of the two")
  func form() {
    shop.when("order.assign", ["order": 1]).refuses(.fieldMissing, ["field": "customer"])
    shop.when("order.assign", ["order": 1, "customer": 2, "guest_email": "bob@example.com"])
      .refuses(.fieldInvalid)
    shop.when("order.assign", ["order": 1, "guest_email": "bob"]).refuses(.emailInvalid)
  }

  @Test("an account's e-mail is no guest's, whatever the site says", arguments: ["accept", "warn"])
  func accountsEmail(rule: JSON) {
    let given = shop.and([
      SiteConfigured(site: "default", changes: ["guest_with_account_email": rule])
    ])
    given.when("order.assign", ["order": 1, "guest_email": "eve@example.com"])
      .refuses(.guestEmailHasAccount, ["customer": 2])
    given.and([CustomerDisabled(customer: 2)])
      .when("order.assign", ["order": 1, "guest_email": "eve@example.com"])
      .refuses(.guestEmailHasAccount)
    given.and([CustomerRemoved(customer: 2)])
      .when("order.assign", ["order": 1, "guest_email": "eve@example.com"])
      .then(guest(3, "eve@example.com", contact: 2), assigned(to: 3, email: "eve@example.com"))
  }

  @Test("the new owner may be disabled, not removed; the old one may be removed")
  func owners() {
    shop.and([CustomerDisabled(customer: 2)])
      .when("order.assign", ["order": 1, "customer": 2])
      .then(assigned(to: 2, email: "eve@example.com"))
    shop.and([CustomerRemoved(customer: 2)]).when("order.assign", ["order": 1, "customer": 2])
      .refuses(.customerRemoved, ["customer": 2])
    shop.and([CustomerRemoved(customer: 1)]).when("order.assign", ["order": 1, "customer": 2])
      .then(assigned(to: 2, email: "eve@example.com"))
    shop.and([CustomerRemoved(customer: 1)])
      .when("order.assign", ["order": 1, "customer": 2], channel: .account)
      .refuses(.customerRemoved, ["customer": 1])
  }

  @Test("what waited enters the book of the first account, once")
  func waiting() {
    let waiting = Given(
      guest(1),
      account(2, "eve@example.com"),
      account(3, "bob@example.com"),
      order(
        1,
        of: 1,
        billing: copy(.london, isKept: true),
        shipments: [
          parcel(1, copy(.paris, isKept: true)), parcel(2, copy(.london, isKept: true)),
          parcel(3, copy(.berlin)),
        ]
      )
    )
    let first = assigned(to: 2, email: "eve@example.com", saved: true)
    waiting.when("order.assign", ["order": 1, "customer": 2])
      .then([first] + firstEntry(1, of: 2, .london) + [entry(2, of: 2, .paris)])
    waiting.and([first]).and(firstEntry(1, of: 2, .london)).and([entry(2, of: 2, .paris)])
      .when("order.assign", ["order": 1, "customer": 3])
      .then(assigned(to: 3, from: 2, email: "bob@example.com"))
  }

  @Test("it waits on with another guest, and does not go into a book that has it")
  func stillWaiting() {
    let waiting = Given(guest(1), account(2, "eve@example.com"), guest(3, "bob@example.com"))
      .and([order(1, of: 1, billing: copy(isKept: true))])
    let passed = assigned(to: 3, email: "bob@example.com")
    waiting.when("order.assign", ["order": 1, "customer": 3]).then(passed)
    waiting.and([passed]).and(firstEntry(1, of: 2, .london))
      .when("order.assign", ["order": 1, "customer": 2])
      .then(assigned(to: 2, from: 3, email: "eve@example.com", saved: true))
  }

  @Test("a copy keeps the entry it came from, and the order's address as it was")
  func foreignCopy() {
    Given(account(1)).and(firstEntry()).and([
      account(2, "eve@example.com"),
      order(1, of: 1, revisions: ["1.1"], billing: copy(profile: 1)),
    ])
    .when("order.assign", ["order": 1, "customer": 2])
    .then(assigned(to: 2, email: "eve@example.com"))
  }

  @Test("a claim that is pending on the order is stale then")
  func claims() {
    Claimed.given.and([
      guest(3, "bob@example.com"),
      OrderAssigned(order: 2, from: 2, to: 3, site: "default", email: "bob@example.com"),
    ])
    .when("claim.confirm", ["token": .string(Claimed.token)])
    .refuses(.claimStale, ["order": 2])
  }

  @Test("a cancelled order is frozen; both must be there")
  func refusals() {
    shop.and([OrderCancelled(order: 1, customer: 1)])
      .when("order.assign", ["order": 1, "customer": 2]).refuses(.orderCancelled)
    shop.when("order.assign", ["order": 2, "customer": 2]).refuses(.notFound, ["kind": "order"])
    shop.when("order.assign", ["order": 1, "customer": 9])
      .refuses(.notFound, ["kind": "customer"])
  }
}
