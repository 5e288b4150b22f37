import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("profile.remove")
struct RemoveProfileTests {
  private let removed = ProfileRemoved(customer: 1, profile: 1)
  private func cleared(_ usage: String) -> DefaultProfileCleared {
    DefaultProfileCleared(customer: 1, usage: usage)
  }

  @Test("the last entry leaves both usages without a default")
  func last() {
    Given(account()).and(firstEntry()).when("profile.remove", ["profile": 1])
      .then(removed, cleared("billing"), cleared("shipping"))
  }

  @Test("the newest entry follows as default")
  func promotes() {
    Given(account()).and(firstEntry()).and([
      entry(2, of: 1, .paris), entry(3, of: 1, .berlin), standard(2, "shipping"),
    ])
    .when("profile.remove", ["profile": 1])
    .then(removed, standard(3, "billing"))
  }

  @Test("an entry that is no default goes alone")
  func alone() {
    Given(account()).and(firstEntry()).and([entry(2, of: 1, .paris)])
      .when("profile.remove", ["profile": 2])
      .then(ProfileRemoved(customer: 1, profile: 2))
  }

  @Test("a usage that was cleared on purpose stays so")
  func clearedOnPurpose() {
    Given(account()).and(firstEntry()).and([
      entry(2, of: 1, .paris),
      DefaultProfileCleared(customer: 1, usage: "billing", byRequest: true),
    ])
    .when("profile.remove", ["profile": 1])
    .then(removed, standard(2, "shipping"))
  }

  @Test("removing twice is no error")
  func twice() {
    let given = Given(account()).and(firstEntry()).and([removed])
    given.when("profile.remove", ["profile": 1]).changesNothing(["customer": 1, "profile": 1])
    given.when("profile.remove", ["profile": 1, "unless_used": true])
      .changesNothing(["customer": 1, "profile": 1])
  }

  @Test("unless_used keeps what any order ever copied")
  func unlessUsed() {
    let fields: JSONObject = ["profile": 1, "unless_used": true]
    let unused = Given(account()).and(firstEntry()).and([entry(2, of: 1, .paris)])
    unused.when("profile.remove", fields)
      .then(removed, standard(2, "billing"), standard(2, "shipping"))
    let used = unused.and([
      order(revisions: ["1.1"], billing: copy(profile: 1)),
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 2,
        changes: ["address": .object(.berlin)]
      ),
      OrderCancelled(order: 1, customer: 1),
    ])
    used.when("profile.remove", fields).refuses(.profileInUse, ["profile": 1])
    used.when("profile.remove", ["profile": 1])
      .then(removed, standard(2, "billing"), standard(2, "shipping"))
  }

  @Test("the entry must have been there")
  func unknown() {
    Given(account()).when("profile.remove", ["profile": 1]).refuses(.notFound, ["kind": "profile"])
  }
}
