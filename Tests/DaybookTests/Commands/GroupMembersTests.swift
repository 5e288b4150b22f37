import Daybook
import Events
import Model
import TestSupport
import Testing

private func joined(_ customer: Int64, _ group: String = "gold") -> CustomerAddedToGroup {
  CustomerAddedToGroup(customer: customer, group: group)
}

private func left(_ customer: Int64, _ group: String = "gold") -> CustomerRemovedFromGroup {
  CustomerRemovedFromGroup(customer: customer, group: group)
}

@Suite("group.add, group.drop")
struct GroupMembersTests {
  private let shop = Given(
    account(1, reference: "a"),
    guest(2, "eve@example.com"),
    account(3, "zoe@example.com"),
    GroupCreated(group: "gold")
  )

  @Test("customers join, guests too, in the order they are named")
  func add() {
    shop.when("group.add", ["group": "gold", "customers": ["guest:eve@example.com", "ref:a", 3]])
      .then(joined(2), joined(1), joined(3)).says("group", "gold")
  }

  @Test("who is in it already, or is named twice, joins once")
  func once() {
    shop.when("group.add", ["group": "gold", "customers": [1, "ada@example.com", "1"]])
      .then(joined(1))
    shop.and([joined(1)]).when("group.add", ["group": "gold", "customers": [1, 3]])
      .then(joined(3))
    shop.and([joined(1)]).when("group.add", ["group": "gold", "customers": [1]])
      .changesNothing(["customer": 1])
    shop.and([joined(1), left(1)]).when("group.add", ["group": "gold", "customers": [1]])
      .then(joined(1))
    shop.when("group.add", ["group": "gold", "customers": []]).changesNothing([:])
  }

  @Test("one unknown member refuses all, and every unknown one is named, an e-mail by its place")
  func unknown() {
    shop.when("group.add", ["group": "gold", "customers": [9, 1, "no@example.com", "ref:x"]])
      .refuses(
        .notFound,
        ["kind": "customer", "customers": [9, "ref:x"], "places": [1, 3, 4]],
        saying: "9, with the e-mail at place 3, ref:x"
      )
  }

  @Test("a removed customer cannot join; the number of a merged one leads on")
  func removedAndMerged() {
    shop.and([CustomerRemoved(customer: 1)])
      .when("group.add", ["group": "gold", "customers": [1, 3]])
      .refuses(.customerRemoved, ["customer": 1])
    shop.and([CustomersMerged(from: 3, into: 1)])
      .when("group.add", ["group": "gold", "customers": [3]]).then(joined(1))
  }

  @Test("who is in it leaves; who is not, or is unknown, is passed over")
  func drop() {
    let gold = shop.and([joined(1), joined(2)])
    gold.when("group.drop", ["group": "gold", "customers": [9, 1, 3, "ref:a", "x@example.com"]])
      .then(left(1)).says("group", "gold")
    gold.when("group.drop", ["group": "gold", "customers": [3]]).changesNothing(["customer": 3])
    gold.when("group.drop", ["group": "gold", "customers": ["x@example.com"]])
      .changesNothing([:])
    gold.and([CustomerRemoved(customer: 1)])
      .when("group.drop", ["group": "gold", "customers": [1]]).then(left(1))
  }

  @Test("nobody is in a group that was removed and created again")
  func again() {
    let anew = shop.and([
      joined(1), GroupRemoved(group: "gold"), GroupCreated(group: "gold"),
    ])
    anew.when("group.drop", ["group": "gold", "customers": [1]]).changesNothing(["customer": 1])
    anew.when("group.add", ["group": "gold", "customers": [1]]).then(joined(1))
    anew.and([joined(1)]).when("group.add", ["group": "gold", "customers": [1]])
      .changesNothing(["customer": 1])
  }

  @Test("the group must be there", arguments: ["group.add", "group.drop"])
  func refusals(command: String) {
    shop.when(command, ["group": "silver", "customers": [1]])
      .refuses(.notFound, ["kind": "group"])
    shop.and([GroupRemoved(group: "gold")]).when(command, ["group": "gold", "customers": [1]])
      .refuses(.notFound, ["kind": "group"])
    shop.when(command, ["group": "gold"]).refuses(.fieldMissing, ["field": "customers"])
    shop.when(command, ["customers": [1]]).refuses(.fieldMissing, ["field": "group"])
    shop.when(command, ["group": "gold", "customers": 1])
      .refuses(.fieldInvalid, ["field": "customers"])
  }
}

@Suite("customer.set_groups")
struct SetGroupsTests {
  private let shop = Given(
    account(1),
    GroupCreated(group: "gold"),
    GroupCreated(group: "press"),
    GroupCreated(group: "staff"),
    joined(1, "gold"),
    joined(1, "press")
  )

  @Test("all groups are stated at once: some are left, some joined")
  func success() {
    shop.when("customer.set_groups", ["customer": 1, "groups": ["staff", "press"]])
      .then(left(1, "gold"), joined(1, "staff"))
    shop.when("customer.set_groups", ["customer": "ada@example.com", "groups": []])
      .then(left(1, "gold"), left(1, "press"))
  }

  @Test("neither order nor repetition matters")
  func nothing() {
    shop.when("customer.set_groups", ["customer": 1, "groups": ["press", "gold", "press"]])
      .changesNothing(["customer": 1])
  }

  @Test("a group that was removed is left already")
  func removedGroup() {
    shop.and([GroupRemoved(group: "gold")])
      .when("customer.set_groups", ["customer": 1, "groups": ["press"]])
      .changesNothing(["customer": 1])
  }

  @Test("one unknown group, and nothing changes")
  func refusals() {
    shop.when("customer.set_groups", ["customer": 1, "groups": ["staff", "silver"]])
      .refuses(.notFound, ["kind": "group"], saying: "silver")
    shop.when("customer.set_groups", ["customer": 9, "groups": []])
      .refuses(.notFound, ["kind": "customer"])
    shop.when("customer.set_groups", ["customer": 1]).refuses(.fieldMissing, ["field": "groups"])
    shop.and([CustomerRemoved(customer: 1)])
      .when("customer.set_groups", ["customer": 1, "groups": []]).refuses(.customerRemoved)
    shop.when("customer.set_groups", ["customer": 1, "groups": ["Gold"]])
      .refuses(.fieldInvalid)
  }
}
