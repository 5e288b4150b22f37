import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("customer.disable")
struct DisableCustomerTests {
  private let disabled = CustomerDisabled(customer: 1)

  @Test("bars an account or a guest", arguments: [1, "ref:a", "ada@example.com"] as [JSON])
  func success(name: JSON) {
    Given(account(reference: "a")).when("customer.disable", ["customer": name]).then(disabled)
    Given(guest()).when("customer.disable", ["customer": "guest:ada@example.com"]).then(disabled)
  }

  @Test("disabling twice changes nothing")
  func twice() {
    Given(account(), disabled).when("customer.disable", ["customer": 1])
      .changesNothing(["customer": 1])
  }

  @Test("one who was enabled again can be disabled again")
  func again() {
    Given(account(), disabled, CustomerEnabled(customer: 1))
      .when("customer.disable", ["customer": 1]).then(disabled)
  }

  @Test("the customer must be there")
  func unknown() {
    Given(account()).when("customer.disable", ["customer": 2])
      .refuses(.notFound, ["kind": "customer"])
    Given(account()).when("customer.disable").refuses(.fieldMissing, ["field": "customer"])
  }

  @Test("everything but ordering and claiming goes on")
  func otherCommands() {
    let given = Given(account(), disabled)
    given.when("customer.edit", ["customer": 1, "phone": "1"])
      .then(CustomerEdited(customer: 1, site: "default", changes: ["phone": "1"]))
    given.when("profile.add", ["customer": 1, "address": .object(.london)]).then(firstEntry())
    given.and([order()]).when("order.cancel", ["order": 1])
      .then(OrderCancelled(order: 1, customer: 1))
    given.and([guest(2, "eve@example.com"), order(1, of: 2)])
      .when("order.assign", ["order": 1, "customer": 1])
      .then(OrderAssigned(order: 1, from: 2, to: 1, site: "default", email: "ada@example.com"))
    // The e-mail is still theirs.
    given.when("customer.register", ["email": "ada@example.com"])
      .refuses(.emailTaken, ["customer": 1])
  }
}

@Suite("customer.enable")
struct EnableCustomerTests {
  private let enabled = CustomerEnabled(customer: 1)

  @Test("lifts the bar")
  func success() {
    Given(account(), CustomerDisabled(customer: 1)).when("customer.enable", ["customer": 1])
      .then(enabled)
  }

  @Test("one who is not disabled stays so")
  func nothing() {
    Given(account()).when("customer.enable", ["customer": 1]).changesNothing(["customer": 1])
    Given(account(), CustomerDisabled(customer: 1), enabled)
      .when("customer.enable", ["customer": 1]).changesNothing(["customer": 1])
  }

  @Test("after that orders are taken again")
  func orders() {
    Given(account(), CustomerDisabled(customer: 1), enabled)
      .when("order.place", place(["customer": 1])).then(order())
  }

  @Test("the customer must be there")
  func unknown() {
    Given(account()).when("customer.enable", ["customer": 2])
      .refuses(.notFound, ["kind": "customer"])
  }
}
