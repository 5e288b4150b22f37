import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.remove")
struct RemoveCustomerTests {
  private let removed = CustomerRemoved(customer: 1)

  @Test("takes out an account or a guest, with orders or not")
  func success() {
    Given(account(), order()).when("customer.remove", ["customer": "ada@example.com"])
      .then(removed)
    Given(guest()).when("customer.remove", ["customer": "guest:ada@example.com"]).then(removed)
  }

  @Test("removing twice changes nothing", arguments: [1, "1", "ref:a"] as [JSON])
  func twice(name: JSON) {
    Given(account(reference: "a"), removed).when("customer.remove", ["customer": name])
      .changesNothing(["customer": 1])
  }

  @Test("the e-mail leads to nobody any more")
  func emailLeadsNowhere() {
    Given(account(), removed).when("customer.remove", ["customer": "ada@example.com"])
      .refuses(.notFound, ["kind": "customer"])
    Given(guest(), removed).when("customer.edit", ["customer": "guest:ada@example.com"])
      .refuses(.notFound, ["kind": "customer"])
  }

  @Test("e-mail and user name are free, the contact stays the e-mail's")
  func namesAreFree() {
    let given = Given(account(username: "ada"), removed)
    given.when("customer.register", ["email": "ada@example.com", "username": "ada"])
      .then(account(2, contact: 1, username: "ada"))
    given.and([account(2, "eve@example.com")])
      .when("customer.change_email", ["customer": 2, "email": "ada@example.com", "reason": "x"])
      .then(
        CustomerEmailChanged(customer: 2, site: "default", contact: 1, email: "ada@example.com")
      )
    given.and([account(2, "eve@example.com")])
      .when("customer.edit", ["customer": 2, "username": "ada"])
      .then(CustomerEdited(customer: 2, site: "default", changes: ["username": "ada"]))
    Given(guest(), removed).when("customer.record_guest", ["email": "ada@example.com"])
      .then(guest(2, contact: 1))
  }

  @Test("the reference stays taken for ever")
  func referenceStays() {
    Given(account(reference: "a"), removed)
      .when("customer.register", ["email": "eve@example.com", "reference": "a"])
      .refuses(.referenceTaken, ["customer": 1])
  }

  @Test("an order with the e-mail finds or records somebody else")
  func orders() {
    Given(guest(), removed)
      .when("order.place", place(["email": "ada@example.com"]), channel: .checkout)
      .then(guest(2, contact: 1), order(of: 2))
    Given(account(), removed).when("order.place", place(["email": "ada@example.com"]))
      .then(guest(2, contact: 1), order(of: 2))
    Given(account(), removed, account(2, contact: 1))
      .when("order.place", place(["email": "ada@example.com"]))
      .then(order(of: 2))
  }

  @Test("the customer must have been there")
  func unknown() {
    Given(account()).when("customer.remove", ["customer": 2])
      .refuses(.notFound, ["kind": "customer"])
  }
}

@Suite("customer.restore")
struct RestoreCustomerTests {
  private let removed = CustomerRemoved(customer: 1)
  private let restored = CustomerRestored(customer: 1)

  @Test("brings the customer back", arguments: [1, "1", "ref:a"] as [JSON])
  func success(name: JSON) {
    Given(account(reference: "a"), removed).when("customer.restore", ["customer": name])
      .then(restored)
    Given(guest(reference: "a"), removed).when("customer.restore", ["customer": name])
      .then(restored)
  }

  @Test("one who is not removed stays so")
  func nothing() {
    Given(account()).when("customer.restore", ["customer": 1]).changesNothing(["customer": 1])
    Given(account(), removed, restored).when("customer.restore", ["customer": 1])
      .changesNothing(["customer": 1])
  }

  @Test("the address book is there again, with its defaults")
  func book() {
    let given = Given(account()).and(firstEntry()).and([removed])
    given.when("profile.edit", ["profile": 1, "phone": "1"])
      .refuses(.customerRemoved, ["customer": 1])
    given.and([restored]).when("profile.add", ["customer": 1, "address": .object(.london)])
      .changesNothing(["customer": 1, "profile": 1])
    given.and([restored]).when("profile.set_default", ["profile": 1, "usage": "billing"])
      .changesNothing(["customer": 1, "profile": 1])
  }

  @Test("a bar from before holds")
  func disabled() {
    Given(account(), CustomerDisabled(customer: 1), removed, restored)
      .when("order.place", place(["customer": 1])).refuses(.customerDisabled, ["customer": 1])
  }

  @Test("the e-mail may be somebody else's by now")
  func emailTaken() {
    Given(account(), removed, account(2, contact: 1)).when("customer.restore", ["customer": 1])
      .refuses(.emailTaken, ["customer": 2])
    Given(guest(), removed, guest(2, contact: 1)).when("customer.restore", ["customer": 1])
      .refuses(.emailTaken, ["customer": 2])
  }

  @Test("a customer of the other kind, or on another site, does not mind")
  func otherKind() {
    Given(
      account(),
      removed,
      guest(2, contact: 1),
      account(3, site: "uk"),
      account(4, contact: 1),
      CustomerRemoved(customer: 4)
    )
    .when("customer.restore", ["customer": 1]).then(restored)
  }

  @Test("the user name may be somebody else's by now")
  func usernameTaken() {
    let given = Given(account(username: "ada"), removed)
    given.and([account(2, "eve@example.com", username: "ada")])
      .when("customer.restore", ["customer": 1]).refuses(.usernameTaken, ["customer": 2])
    given.and([
      account(2, "eve@example.com", username: "ada"),
      CustomerEdited(customer: 2, site: "default", changes: ["username": "eve"]),
    ])
    .when("customer.restore", ["customer": 1]).then(restored)
  }

  @Test("the e-mail of the time of the removal counts")
  func latestEmail() {
    Given(
      account(),
      CustomerEmailChanged(customer: 1, site: "default", contact: 2, email: "new@example.com"),
      removed,
      account(2, "ada@example.com", contact: 1)
    )
    .when("customer.restore", ["customer": 1]).then(restored)
  }

  @Test("the customer must have been there")
  func unknown() {
    Given(account(), removed).when("customer.restore", ["customer": 2])
      .refuses(.notFound, ["kind": "customer"])
    Given(account(), removed).when("customer.restore", ["customer": "ada@example.com"])
      .refuses(.notFound, ["kind": "customer"])
  }
}
