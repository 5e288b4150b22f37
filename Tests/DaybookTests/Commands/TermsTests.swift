import Daybook
import Events
import Model
import TestSupport
import Testing

/// Roles and memberships: one kind of thing under two names.
@Suite("role.assign, role.revoke, membership.grant, membership.revoke")
struct TermsTests {
  private let shop = Given(account(1), guest(2, "eve@example.com"))

  private func role(_ until: String? = nil) -> RoleAssigned {
    RoleAssigned(customer: 1, role: "buyer", until: until)
  }

  private func membership(_ until: String? = nil, order: Int64? = nil) -> MembershipGranted {
    MembershipGranted(customer: 1, membership: "gold", until: until, order: order)
  }

  @Test("without end, until a time, or until a day")
  func give() {
    shop.when("role.assign", ["customer": 1, "role": "buyer"]).then(role())
    shop.when("membership.grant", ["customer": 1, "membership": "gold"]).then(membership())
    for (given, kept) in [
      ("2026-12-31", "2026-12-31"), ("2026-12-31T00:00:00Z", "2026-12-31T00:00:00.000000Z"),
      ("2026-12-31T01:00:00+01:00", "2026-12-31T00:00:00.000000Z"),
    ] {
      shop.when("role.assign", ["customer": 1, "role": "buyer", "until": .string(given)])
        .then(role(kept))
      shop.when("membership.grant", ["customer": 1, "membership": "gold", "until": .string(given)])
        .then(membership(kept))
    }
  }

  @Test("an end in the past is an end: it simply does not hold")
  func past() {
    shop.when("role.assign", ["customer": 1, "role": "buyer", "until": "2020-01-01"])
      .then(role("2020-01-01"))
  }

  @Test("the same end again changes nothing, another one takes its place")
  func again() {
    let given = shop.and([role("2026-12-31"), membership("2026-12-31")])
    given.when("role.assign", ["customer": 1, "role": "buyer", "until": "2026-12-31"])
      .changesNothing(["customer": 1])
    given.when("membership.grant", ["customer": 1, "membership": "gold", "until": "2026-12-31"])
      .changesNothing(["customer": 1])
    given.when("role.assign", ["customer": 1, "role": "buyer", "until": "2026-06-30"])
      .then(role("2026-06-30"))
    given.when("membership.grant", ["customer": 1, "membership": "gold"]).then(membership())
    shop.and([role()]).when("role.assign", ["customer": 1, "role": "buyer"])
      .changesNothing(["customer": 1])
  }

  @Test("a membership names the order that sold it; another order is another grant")
  func order() {
    let given = shop.and([DaybookTests.order(number: "1001")])
    given.when("membership.grant", ["customer": 1, "membership": "gold", "order": "no:1001"])
      .then(membership(order: 1))
    given.and([membership(order: 1)])
      .when("membership.grant", ["customer": 1, "membership": "gold", "order": 1])
      .changesNothing(["customer": 1])
    given.and([membership()])
      .when("membership.grant", ["customer": 1, "membership": "gold", "order": 1])
      .then(membership(order: 1))
    given.when("membership.grant", ["customer": 1, "membership": "gold", "order": 9])
      .refuses(.notFound, ["kind": "order"])
  }

  @Test("what is held is taken back once, ended or not")
  func revoke() {
    let given = shop.and([role("2020-01-01"), membership()])
    let (norole, nomembership) = (
      RoleRevoked(customer: 1, role: "buyer"), MembershipRevoked(customer: 1, membership: "gold")
    )
    given.when("role.revoke", ["customer": 1, "role": "buyer"]).then(norole)
    given.when("membership.revoke", ["customer": 1, "membership": "gold"]).then(nomembership)
    let without = given.and([norole, nomembership])
    without.when("role.revoke", ["customer": 1, "role": "buyer"]).changesNothing(["customer": 1])
    without.when("membership.revoke", ["customer": 1, "membership": "gold"])
      .changesNothing(["customer": 1])
    without.when("role.assign", ["customer": 1, "role": "buyer", "until": "2020-01-01"])
      .then(role("2020-01-01"))
    // The same code as a role and as a membership are two things.
    given.when("role.revoke", ["customer": 1, "role": "gold"]).changesNothing(["customer": 1])
  }

  @Test(
    "for accounts only, with a code and a real end",
    arguments: [
      ("role.assign", "role"), ("role.revoke", "role"), ("membership.grant", "membership"),
      ("membership.revoke", "membership"),
    ]
  )
  func refusals(command: String, field: String) {
    let named: JSONObject = [field: "gold"]
    shop.when(command, named.with("customer", 2)).refuses(.noAccount, ["customer": 2])
    shop.when(command, named.with("customer", 9)).refuses(.notFound, ["kind": "customer"])
    shop.and([CustomerRemoved(customer: 1)]).when(command, named.with("customer", 1))
      .refuses(.customerRemoved)
    shop.when(command, named).refuses(.fieldMissing, ["field": "customer"])
    shop.when(command, ["customer": 1]).refuses(.fieldMissing, ["field": .string(field)])
    shop.when(command, ["customer": 1, field: "Gold Club"])
      .refuses(.fieldInvalid, ["field": .string(field)])
    if command == "role.assign" || command == "membership.grant" {
      for until in ["soon", "2026-02-30", "", 5, "2026-12-31T25:00:00Z"] as [JSON] {
        shop.when(command, named.with("customer", 1).with("until", until))
          .refuses(.fieldInvalid, ["field": "until"])
      }
    }
  }
}
