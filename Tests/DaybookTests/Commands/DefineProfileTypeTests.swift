import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("profile_type.define")
struct DefineProfileTypeTests {
  private static let whole: JSONObject = [
    "code": "office", "label": "Office", "usages": ["billing"], "multiple": false,
    "fields": [
      ["name": "desk", "label": "Desk", "kind": "number", "required": true, "private": true],
      ["name": "since", "kind": "date"],
    ],
  ]
  private let defined = ProfileTypeDefined(
    profileType: "office",
    label: "Office",
    usages: ["billing"],
    multiple: false,
    fields: [
      ["name": "desk", "label": "Desk", "kind": "number", "required": true, "private": true],
      ["name": "since", "kind": "date", "required": false, "private": false],
    ]
  )

  @Test("states a type as a whole")
  func success() {
    Given().when("profile_type.define", Self.whole).then(defined)
      .says("profile_type", "office")
  }

  @Test("what is left out has its default: both usages, several entries, no fields")
  func defaults() {
    Given().when("profile_type.define", ["code": "office"]).then(kind())
    Given(defined).when("profile_type.define", ["code": "office"]).then(kind())
  }

  @Test("usages are stated once each, in one order")
  func usages() {
    Given().when(
      "profile_type.define",
      ["code": "office", "usages": ["shipping", "billing", "shipping"]]
    )
    .then(kind())
    Given().when("profile_type.define", ["code": "office", "usages": []])
      .refuses(.fieldInvalid, ["field": "usages"])
    Given().when("profile_type.define", ["code": "office", "usages": ["post"]])
      .refuses(.fieldInvalid)
  }

  @Test("the same again changes nothing")
  func twice() {
    Given(defined).when("profile_type.define", Self.whole).changesNothing([:])
      .says("profile_type", "office")
    Given(kind()).when("profile_type.define", ["code": "office"]).changesNothing([:])
  }

  @Test("one that was removed can be defined again, in the same way too")
  func afterRemoval() {
    Given(defined, ProfileTypeRemoved(profileType: "office"))
      .when("profile_type.define", Self.whole).then(defined)
  }

  @Test("the built-in type is as it is")
  func builtIn() {
    Given().when("profile_type.define", ["code": "customer"]).refuses(.profileTypeBuiltin)
  }

  @Test(
    "the code is a code",
    arguments: ["", "Office", "-x", "a b", "é", "a@b", String(repeating: "a", count: 65)]
  )
  func code(text: String) {
    Given().when("profile_type.define", ["code": .string(text)])
      .refuses(.fieldInvalid, ["field": "code"])
  }

  @Test(
    "names of fields are small, begin with a letter, and are there once",
    arguments: ["Desk", "1st", "_x", "a-b", "é", "a b", String(repeating: "a", count: 65)]
  )
  func fieldNames(name: String) {
    func fields(_ names: String...) -> JSONObject {
      [
        "code": "office",
        "fields": .array(names.map { ["name": .string($0), "kind": "text"] }),
      ]
    }
    Given().when("profile_type.define", fields("desk", name))
      .refuses(.fieldInvalid, ["field": "fields[1].name"])
    Given().when("profile_type.define", fields("desk", "floor", "desk"))
      .refuses(.fieldInvalid, ["field": "fields[2].name"], saying: "twice")
  }

  @Test("a field has a name and a known kind")
  func kinds() {
    func define(_ field: JSON) -> Verdict {
      Given().when("profile_type.define", ["code": "office", "fields": [field]])
    }
    define(["name": "desk"]).refuses(.fieldMissing, ["field": "fields[0].kind"])
    define(["kind": "text"]).refuses(.fieldMissing, ["field": "fields[0].name"])
    define(["name": "desk", "kind": "colour"])
      .refuses(.fieldInvalid, ["field": "fields[0].kind"])
    define(["name": "desk", "kind": "text", "size": 1])
      .refuses(.fieldUnknown, ["field": "fields[0].size"])
  }

  @Test("an entry in some book would lose a usage, or be one too many")
  func inUse() {
    let used = Given(kind(), account(), entry(1, type: "office"))
    for narrower in [["usages": ["billing"]], ["multiple": false]] as [JSONObject] {
      used.when("profile_type.define", narrower.with("code", "office"))
        .refuses(.profileTypeInUse, ["profile": 1])
      used.and([ProfileDisabled(customer: 1, profile: 1)])
        .when("profile_type.define", narrower.with("code", "office"))
        .refuses(.profileTypeInUse, ["profile": 1])
      used.and([CustomerRemoved(customer: 1)])
        .when("profile_type.define", narrower.with("code", "office"))
        .refuses(.profileTypeInUse, ["profile": 1])
    }
  }

  @Test("what is no entry of a book any more holds nothing up")
  func notInUse() {
    let narrow = kind(usages: ["billing"])
    Given(kind(), kind("home"), account(), entry(1, type: "home"))
      .when("profile_type.define", ["code": "office", "usages": ["billing"]]).then(narrow)
    Given(kind(), account(), entry(1, type: "office"), ProfileRemoved(customer: 1, profile: 1))
      .when("profile_type.define", ["code": "office", "usages": ["billing"]]).then(narrow)
    Given(kind(), guest(), order(billing: copy(type: "office")))
      .when("profile_type.define", ["code": "office", "usages": ["billing"]]).then(narrow)
  }

  @Test("anything but narrowing is possible while it is in use")
  func wider() {
    Given(kind(usages: ["billing"], multiple: false), account(), entry(1, type: "office"))
      .when(
        "profile_type.define",
        ["code": "office", "fields": [["name": "desk", "kind": "text", "required": true]]]
      )
      .then(
        kind(fields: [["name": "desk", "kind": "text", "required": true, "private": false]])
      )
  }
}

@Suite("profile_type.remove")
struct RemoveProfileTypeTests {
  private let removed = ProfileTypeRemoved(profileType: "office")

  @Test("takes a type off what is offered")
  func success() {
    Given(kind()).when("profile_type.remove", ["code": "office"]).then(removed)
      .says("profile_type", "office")
    Given(kind(), removed, kind()).when("profile_type.remove", ["code": "office"]).then(removed)
  }

  @Test("removing twice changes nothing")
  func twice() {
    Given(kind(), removed).when("profile_type.remove", ["code": "office"]).changesNothing([:])
  }

  @Test("an entry in some book holds it up, an order does not")
  func inUse() {
    let used = Given(kind(), account(), entry(1, type: "office"))
    used.when("profile_type.remove", ["code": "office"])
      .refuses(.profileTypeInUse, ["profile": 1])
    used.and([ProfileDisabled(customer: 1, profile: 1)])
      .when("profile_type.remove", ["code": "office"]).refuses(.profileTypeInUse)
    used.and([ProfileRemoved(customer: 1, profile: 1)])
      .when("profile_type.remove", ["code": "office"]).then(removed)
    Given(kind(), guest(), order(billing: copy(type: "office")))
      .when("profile_type.remove", ["code": "office"]).then(removed)
  }

  @Test("nothing of a removed type can be added")
  func afterwards() {
    Given(kind(), removed, account())
      .when("profile.add", ["customer": 1, "type": "office", "address": .object(.london)])
      .refuses(.notFound, ["kind": "profile_type"])
    Given(kind(), removed, account())
      .when(
        "order.place",
        place(["customer": 1, "billing": ["type": "office", "address": .object(.london)]])
      )
      .refuses(.notFound, ["kind": "profile_type"])
  }

  @Test("the built-in type stays, and an unknown one is not found")
  func unknown() {
    Given().when("profile_type.remove", ["code": "customer"]).refuses(.profileTypeBuiltin)
    Given().when("profile_type.remove", ["code": "office"])
      .refuses(.notFound, ["kind": "profile_type"])
    Given().when("profile_type.remove", ["code": "Office"]).refuses(.fieldInvalid)
  }
}
