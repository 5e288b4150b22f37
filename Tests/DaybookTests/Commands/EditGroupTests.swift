import Daybook
import Events
import Model
import TestSupport
import Testing

/// A group is created, changed and removed, whoever is in it.
@Suite("group.create, group.edit, group.remove")
struct EditGroupTests {
  private let created = GroupCreated(
    group: "gold",
    name: "Gold",
    discountPercent: 10,
    priceList: "retail",
    metadata: ["tier": 2, "badge": .null]
  )

  @Test("a group has a code, and may have all the rest")
  func create() {
    Given().when("group.create", ["group": "gold"])
      .then(GroupCreated(group: "gold")).says("group", "gold")
    Given()
      .when(
        "group.create",
        [
          "group": "gold", "name": "Gold", "discount_percent": 10, "price_list": "retail",
          "metadata": ["tier": 2, "badge": .null, "none": ""],
        ]
      )
      .then(created)
  }

  @Test("a discount is a whole number from 0 to 100")
  func discount() {
    for percent in [0, 100] as [Int64] {
      Given().when("group.create", ["group": "gold", "discount_percent": .integer(percent)])
        .then(GroupCreated(group: "gold", discountPercent: percent))
    }
    for percent in [-1, 101, "ten", true] as [JSON] {
      Given().when("group.create", ["group": "gold", "discount_percent": percent])
        .refuses(.fieldInvalid, ["field": "discount_percent"])
      Given(created).when("group.edit", ["group": "gold", "discount_percent": percent])
        .refuses(.fieldInvalid, ["field": "discount_percent"])
    }
  }

  @Test("there is one group with a code; a removed one frees it, without what was before")
  func again() {
    Given(created).when("group.create", ["group": "gold"])
      .refuses(.groupExists, ["group": "gold"])
    Given(created, GroupRemoved(group: "gold")).when("group.create", ["group": "gold"])
      .then(GroupCreated(group: "gold"))
    Given(created, GroupRemoved(group: "gold"), GroupCreated(group: "gold"))
      .when("group.edit", ["group": "gold", "discount_percent": 10])
      .then(GroupEdited(group: "gold", changes: ["discount_percent": 10]))
  }

  @Test("an edit records what really changes, null where cleared")
  func edit() {
    Given(created)
      .when(
        "group.edit",
        ["group": "gold", "name": "Gold", "discount_percent": 15, "price_list": .null]
      )
      .then(
        GroupEdited(group: "gold", changes: ["discount_percent": 15, "price_list": .null])
      )
      .says("group", "gold")
  }

  @Test("metadata merge: an empty text removes a key, null is kept")
  func metadata() {
    Given(created)
      .when("group.edit", ["group": "gold", "metadata": ["tier": "", "colour": .null]])
      .then(
        GroupEdited(
          group: "gold",
          changes: ["metadata": ["badge": .null, "colour": .null]]
        )
      )
    Given(created)
      .when("group.edit", ["group": "gold", "metadata": ["tier": "", "badge": ""]])
      .then(GroupEdited(group: "gold", changes: ["metadata": .null]))
  }

  @Test("what is so already changes nothing")
  func nothing() {
    for fields in [
      [:], ["name": "Gold", "discount_percent": 10], ["metadata": ["tier": 2, "other": ""]],
    ] as [JSONObject] {
      Given(created).when("group.edit", fields.with("group", "gold"))
        .changesNothing([:]).says("group", "gold")
    }
    Given(GroupCreated(group: "plain"))
      .when("group.edit", ["group": "plain", "name": .null, "price_list": .null])
      .changesNothing([:])
  }

  @Test("a group is removed once")
  func remove() {
    Given(created).when("group.remove", ["group": "gold"])
      .then(GroupRemoved(group: "gold")).says("group", "gold")
    Given(created, GroupRemoved(group: "gold")).when("group.remove", ["group": "gold"])
      .changesNothing([:]).says("group", "gold")
    Given(created, GroupRemoved(group: "gold"), GroupCreated(group: "gold"))
      .when("group.remove", ["group": "gold"]).then(GroupRemoved(group: "gold"))
  }

  @Test("a group that is not there, and what is no code")
  func refusals() {
    for command in ["group.edit", "group.remove"] {
      Given(created).when(command, ["group": "silver"]).refuses(.notFound, ["kind": "group"])
    }
    Given(created, GroupRemoved(group: "gold")).when("group.edit", ["group": "gold", "name": "x"])
      .refuses(.notFound, ["kind": "group"])
    for command in ["group.create", "group.edit", "group.remove"] {
      Given(created).when(command).refuses(.fieldMissing, ["field": "group"])
      for code in ["Gold", "", "gold card", ".gold"] as [JSON] {
        Given(created).when(command, ["group": code]).refuses(.fieldInvalid, ["field": "group"])
      }
    }
    Given().when(CreateGroup(group: "Gold")).refuses(.fieldInvalid, ["field": "group"])
  }
}
