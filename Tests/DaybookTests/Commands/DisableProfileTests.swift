import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("profile.disable")
struct DisableProfileTests {
  private let disabled = ProfileDisabled(customer: 1, profile: 1)

  @Test("the newest entry in use follows as default")
  func promotes() {
    let book = Given(account()).and(firstEntry()).and([
      entry(2, of: 1, .paris), entry(3, of: 1, .berlin),
    ])
    book.when("profile.disable", ["profile": 1])
      .then(disabled, standard(3, "billing"), standard(3, "shipping"))
    book.and([ProfileDisabled(customer: 1, profile: 3)]).when("profile.disable", ["profile": 1])
      .then(disabled, standard(2, "billing"), standard(2, "shipping"))
  }

  @Test("the last entry in use leaves both usages without a default")
  func last() {
    Given(account()).and(firstEntry()).when("profile.disable", ["profile": 1])
      .then(
        disabled,
        DefaultProfileCleared(customer: 1, usage: "billing"),
        DefaultProfileCleared(customer: 1, usage: "shipping")
      )
  }

  @Test("only an entry whose type serves the usage follows")
  func usages() {
    Given(account(), kind(usages: ["shipping"])).and(firstEntry())
      .and([entry(2, of: 1, .paris, type: "office")])
      .when("profile.disable", ["profile": 1])
      .then(
        disabled,
        DefaultProfileCleared(customer: 1, usage: "billing"),
        standard(2, "shipping")
      )
  }

  @Test("an entry that is no default goes alone")
  func alone() {
    Given(account()).and(firstEntry()).and([entry(2, of: 1, .paris)])
      .when("profile.disable", ["profile": 2])
      .then(ProfileDisabled(customer: 1, profile: 2))
  }

  @Test("disabling twice changes nothing")
  func twice() {
    let given = Given(account()).and(firstEntry()).and([disabled])
    given.when("profile.disable", ["profile": 1]).changesNothing(["customer": 1, "profile": 1])
    given.and([order(revisions: ["1.1"], billing: copy(profile: 1))])
      .when("profile.disable", ["profile": 1, "unless_used": true])
      .changesNothing(["customer": 1, "profile": 1])
  }

  @Test("unless_used keeps what any order ever copied, also by a correction")
  func unlessUsed() {
    let fields: JSONObject = ["profile": 1, "unless_used": true]
    let book = Given(account()).and(firstEntry())
    book.when("profile.disable", fields)
      .then(
        disabled,
        DefaultProfileCleared(customer: 1, usage: "billing"),
        DefaultProfileCleared(customer: 1, usage: "shipping")
      )
    book.and([order(revisions: ["1.1"], billing: copy(profile: 1))])
      .when("profile.disable", fields).refuses(.profileInUse, ["profile": 1])
    let correction = OrderProfileChanged(
      order: 1,
      customer: 1,
      usage: "billing",
      revisions: ["1.1"],
      copy: copy(profile: 1)
    )
    book.and([order(), correction, OrderCancelled(order: 1, customer: 1)])
      .when("profile.disable", fields).refuses(.profileInUse, ["profile": 1])
    let parcel = ShipmentAdded(
      order: 1,
      customer: 1,
      shipment: 1,
      revisions: ["1.1"],
      shipping: copy(profile: 1)
    )
    book.and([order(), parcel]).when("profile.disable", fields)
      .refuses(.profileInUse, ["profile": 1])
  }

  @Test("a disabled entry is out of use, and can be edited and removed")
  func outOfUse() {
    let given = Given(account()).and(firstEntry()).and([
      disabled, DefaultProfileCleared(customer: 1, usage: "billing"),
      DefaultProfileCleared(customer: 1, usage: "shipping"),
    ])
    given.when("profile.set_default", ["profile": 1, "usage": "billing"])
      .refuses(.profileDisabled, ["profile": 1])
    given.when("order.place", place(["customer": 1, "billing": ["profile": 1]]))
      .refuses(.profileDisabled, ["profile": 1])
    given.and([order()])
      .when("order.change_profile", ["order": 1, "usage": "billing", "profile": 1])
      .refuses(.profileDisabled, ["profile": 1])
    given.and([order()]).when("order.add_shipment", ["order": 1, "shipping": ["profile": 1]])
      .refuses(.profileDisabled, ["profile": 1])
    given.when("profile.edit", ["profile": 1, "phone": "1"])
      .then(ProfileEdited(customer: 1, profile: 1, revision: 1, changes: ["phone": "1"]))
    given.when("profile.remove", ["profile": 1]).then(ProfileRemoved(customer: 1, profile: 1))
    // An equal one is not used again.
    given.when("profile.add", ["customer": 1, "address": .object(.london)])
      .then(firstEntry(2, of: 1, .london))
  }

  @Test("the entry must be in the book")
  func unknown() {
    let given = Given(account()).and(firstEntry()).and([ProfileRemoved(customer: 1, profile: 1)])
    for profile in [1, 2] as [JSON] {
      given.when("profile.disable", ["profile": profile]).refuses(.notFound, ["kind": "profile"])
    }
  }
}

@Suite("profile.enable")
struct EnableProfileTests {
  private let disabled = ProfileDisabled(customer: 1, profile: 1)
  private let enabled = ProfileEnabled(customer: 1, profile: 1)
  private func cleared(_ usage: String, byRequest: Bool = false) -> DefaultProfileCleared {
    DefaultProfileCleared(customer: 1, usage: usage, byRequest: byRequest)
  }

  @Test("it becomes the default of a usage that has none")
  func becomesDefault() {
    Given(account()).and(firstEntry()).and([disabled, cleared("billing"), cleared("shipping")])
      .when("profile.enable", ["profile": 1])
      .then(enabled, standard(1, "billing"), standard(1, "shipping"))
  }

  @Test("but not of one that was cleared on purpose, or that it does not serve")
  func notDefault() {
    Given(account()).and(firstEntry())
      .and([cleared("billing", byRequest: true), disabled, cleared("shipping")])
      .when("profile.enable", ["profile": 1]).then(enabled, standard(1, "shipping"))
    Given(account(), kind(usages: ["shipping"])).and([
      entry(1, type: "office"), standard(1, "shipping"), disabled, cleared("shipping"),
    ])
    .when("profile.enable", ["profile": 1]).then(enabled, standard(1, "shipping"))
  }

  @Test("nor in the place of another one")
  func otherDefault() {
    Given(account()).and(firstEntry()).and([
      entry(2, of: 1, .paris), disabled, standard(2, "billing"), standard(2, "shipping"),
    ])
    .when("profile.enable", ["profile": 1]).then(enabled)
  }

  @Test("an enabled entry stays so")
  func nothing() {
    Given(account()).and(firstEntry()).when("profile.enable", ["profile": 1])
      .changesNothing(["customer": 1, "profile": 1])
  }

  @Test("of a type that allows one entry there is one in use")
  func single() {
    let one = Given(account(), kind(multiple: false)).and([
      entry(1, type: "office"), disabled,
    ])
    one.when("profile.enable", ["profile": 1])
      .then(enabled, standard(1, "billing"), standard(1, "shipping"))
    one.and([entry(2, .paris, type: "office")]).when("profile.enable", ["profile": 1])
      .refuses(.profileTypeSingle, ["profile": 2])
  }

  @Test("the entry must be in the book")
  func unknown() {
    let given = Given(account()).and(firstEntry()).and([ProfileRemoved(customer: 1, profile: 1)])
    for profile in [1, 2] as [JSON] {
      given.when("profile.enable", ["profile": profile]).refuses(.notFound, ["kind": "profile"])
    }
  }
}
