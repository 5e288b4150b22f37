import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("profile.set_default")
struct SetDefaultProfileTests {
  private let book = Given(account()).and(firstEntry()).and([entry(2, of: 1, .paris)])

  @Test("there is one default per usage, the one set last", arguments: ["billing", "shipping"])
  func success(usage: String) {
    book.when("profile.set_default", ["profile": 2, "usage": .string(usage)])
      .then(standard(2, usage))
  }

  @Test("setting what is set changes nothing")
  func nothing() {
    book.when("profile.set_default", ["profile": 1, "usage": "billing"])
      .changesNothing(["customer": 1, "profile": 1])
  }

  @Test("sets what was cleared on purpose")
  func afterClearing() {
    book.and([DefaultProfileCleared(customer: 1, usage: "billing", byRequest: true)])
      .when("profile.set_default", ["profile": 1, "usage": "billing"])
      .then(standard(1, "billing"))
  }

  @Test("the entry must be in the book")
  func unknown() {
    let given = book.and([ProfileRemoved(customer: 1, profile: 2)])
    for profile in [2, 3] as [JSON] {
      given.when("profile.set_default", ["profile": profile, "usage": "billing"])
        .refuses(.notFound, ["kind": "profile"])
    }
  }

  @Test("a type of entry that is not for a usage is no default for it")
  func usageNotAllowed() {
    let office = ProfileAdded(
      customer: 1,
      profile: 3,
      profileType: "office",
      address: .berlin
    )
    book.and([
      ProfileTypeDefined(profileType: "office", usages: ["shipping"], multiple: true), office,
    ])
    .when("profile.set_default", ["profile": 3, "usage": "billing"])
    .refuses(.usageNotAllowed, ["usage": "billing"])
  }

  @Test("there are two usages")
  func usage() {
    book.when("profile.set_default", ["profile": 2, "usage": "Billing"])
      .refuses(.fieldInvalid, ["field": "usage"], saying: "billing, shipping")
  }
}

@Suite("profile.clear_default")
struct ClearDefaultProfileTests {
  private let book = Given(account()).and(firstEntry())

  @Test("leaves one usage without a default, on purpose")
  func success() {
    book.when("profile.clear_default", ["customer": 1, "usage": "shipping"])
      .then(DefaultProfileCleared(customer: 1, usage: "shipping", byRequest: true))
  }

  @Test("a usage without a default stays so")
  func nothing() {
    book.and([DefaultProfileCleared(customer: 1, usage: "shipping", byRequest: true)])
      .when("profile.clear_default", ["customer": 1, "usage": "shipping"])
      .changesNothing(["customer": 1])
    Given(guest()).when("profile.clear_default", ["customer": 1, "usage": "billing"])
      .changesNothing(["customer": 1])
  }

  @Test("the customer must be there")
  func unknown() {
    book.when("profile.clear_default", ["customer": 2, "usage": "billing"])
      .refuses(.notFound, ["kind": "customer"])
  }
}
