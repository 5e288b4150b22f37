import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("the fields of a profile type")
struct ProfileFieldTests {
  private static let fields: [JSON] = [
    ["name": "desk", "kind": "text", "required": true],
    ["name": "floor", "kind": "number"],
    ["name": "lift", "kind": "boolean"],
    ["name": "since", "kind": "date", "private": true],
  ]
  private let shop = Given(account(), kind(fields: fields), kind("plain"))

  private func add(_ fields: JSON, type: JSON = "office") -> Verdict {
    shop.when(
      "profile.add",
      ["customer": 1, "type": type, "address": .object(.london), "fields": fields]
    )
  }

  private func added(_ fields: JSONObject) -> [any EventType] {
    [
      entry(1, type: "office", fields: fields), standard(1, "billing"), standard(1, "shipping"),
    ]
  }

  @Test("hold what their kinds say")
  func kinds() {
    let all: JSONObject = ["desk": "A", "floor": -3, "lift": false, "since": "2024-02-29"]
    add(.object(all)).then(added(all))
  }

  @Test("an empty text and null are nothing")
  func empty() {
    add(["desk": "A", "floor": .null, "lift": "", "since": ""]).then(added(["desk": "A"]))
    add(["desk": ""]).refuses(.fieldMissing, ["field": "fields.desk"])
  }

  @Test(
    "refuse values of another kind",
    arguments: [
      ("desk", 1), ("desk", ["A"]), ("floor", "3"), ("floor", true), ("lift", "yes"), ("lift", 1),
      ("since", "2023-02-29"), ("since", "2024-2-1"), ("since", "2024-02-29T00:00:00Z"),
      ("since", 20_240_229),
    ] as [(String, JSON)]
  )
  func wrongKind(name: String, value: JSON) {
    add(.object((["desk": "A"] as JSONObject).with(name, value)))
      .refuses(.fieldInvalid, ["field": .string("fields.\(name)")])
  }

  @Test("refuse what is not defined, and miss what is required")
  func unknownAndMissing() {
    add(["desk": "A", "colour": "red"])
      .refuses(.fieldUnknown, ["field": "fields.colour"], saying: "desk, floor, lift, since")
    add(["colour": "red"], type: "plain")
      .refuses(.fieldUnknown, ["field": "fields.colour"], saying: "none")
    add([:]).refuses(.fieldMissing, ["field": "fields.desk"])
    add(.null).refuses(.fieldMissing, ["field": "fields.desk"])
  }

  @Test("are free in the built-in type")
  func builtIn() {
    add(["colour": ["red", 1], "deep": ["a": true]], type: "customer")
      .then(
        entry(1, fields: ["colour": ["red", 1], "deep": ["a": true]]),
        standard(1, "billing"),
        standard(1, "shipping")
      )
  }

  @Test("are judged by an edit that brings some, and by no other")
  func edit() {
    let book = shop.and([entry(1, type: "office", fields: ["desk": "A"])])
    func edited(_ changes: JSONObject) -> ProfileEdited {
      ProfileEdited(customer: 1, profile: 1, revision: 1, changes: changes)
    }
    book.when("profile.edit", ["profile": 1, "fields": ["floor": 2]])
      .then(edited(["fields": ["desk": "A", "floor": 2]]))
    book.when("profile.edit", ["profile": 1, "fields": ["desk": .null]])
      .refuses(.fieldMissing, ["field": "fields.desk"])
    book.when("profile.edit", ["profile": 1, "fields": ["colour": 1]])
      .refuses(.fieldUnknown, ["field": "fields.colour"])
    // Defined anew since: the entry stays as it is until somebody changes its fields.
    let anew = book.and([kind(fields: [["name": "room", "kind": "text", "required": true]])])
    anew.when("profile.edit", ["profile": 1, "phone": "1"]).then(edited(["phone": "1"]))
    anew.when("profile.edit", ["profile": 1, "fields": ["room": "1"]])
      .refuses(.fieldUnknown, ["field": "fields.desk"])
    anew.when("profile.edit", ["profile": 1, "fields": ["room": "1", "desk": .null]])
      .then(edited(["fields": ["room": "1"]]))
  }

  @Test("are judged in an order's new address, and in an entry that is modified there")
  func orders() {
    func billed(_ billing: JSON) -> Verdict {
      shop.and([entry(1, type: "office", fields: ["desk": "A"])])
        .when("order.place", place(["customer": 1, "billing": billing]))
    }
    billed(["type": "office", "address": .object(.london)])
      .refuses(.fieldMissing, ["field": "billing.fields.desk"])
    billed(["type": "office", "address": .object(.london), "fields": ["desk": 1]])
      .refuses(.fieldInvalid, ["field": "billing.fields.desk"])
    billed(["profile": 1, "fields": ["colour": 1]])
      .refuses(.fieldUnknown, ["field": "billing.fields.colour"])
    billed(["profile": 1, "fields": ["floor": 2]])
      .then(
        order(
          revisions: ["1.1"],
          billing: copy(type: "office", profile: 1, isModified: true)
            .with("fields", ["desk": "A", "floor": 2])
        )
      )
  }
}

@Suite("a profile type that allows one entry")
struct SingleTypeTests {
  private let shop = Given(account(), kind(multiple: false))
  private let first: [any EventType] = [
    entry(1, type: "office"), standard(1, "billing"), standard(1, "shipping"),
  ]

  private func add(_ address: JSONObject) -> JSONObject {
    ["customer": 1, "type": "office", "address": .object(address)]
  }

  @Test("takes the first, and the same again")
  func success() {
    shop.when("profile.add", add(.london)).then(first)
    shop.and(first).when("profile.add", add(.london))
      .changesNothing(["customer": 1, "profile": 1]).says("reused", true)
  }

  @Test("refuses a second one while the first is in use")
  func second() {
    shop.and(first).when("profile.add", add(.paris)).refuses(.profileTypeSingle, ["profile": 1])
    shop.and(first).and([ProfileDisabled(customer: 1, profile: 1)])
      .when("profile.add", add(.paris)).then(entry(2, .paris, type: "office"))
    shop.and(first).and([ProfileRemoved(customer: 1, profile: 1)])
      .when("profile.add", add(.paris)).then(entry(2, .paris, type: "office"))
    // Everybody has one of their own.
    shop.and(first).and([account(2, "eve@example.com")])
      .when("profile.add", add(.paris).with("customer", 2))
      .then(
        entry(2, of: 2, .paris, type: "office"),
        standard(2, "billing", of: 2),
        standard(2, "shipping", of: 2)
      )
  }

  @Test("two of them cannot come with an account")
  func register() {
    Given(kind(multiple: false)).when(
      "customer.register",
      [
        "email": "ada@example.com",
        "profiles": [
          ["type": "office", "address": .object(.london)],
          ["type": "office", "address": .object(.paris)],
        ],
      ]
    )
    .refuses(.profileTypeSingle)
  }

  @Test("an order that saves a new address edits the one entry")
  func orders() {
    let fields = place([
      "customer": 1, "billing": ["type": "office", "address": .object(.paris)],
    ])
    shop.and(first).when("order.place", fields, channel: .checkout)
      .then(
        ProfileEdited(
          customer: 1,
          profile: 1,
          revision: 1,
          changes: ["address": .object(.paris)]
        ),
        order(
          revisions: ["1.1"],
          billing: copy(.paris, type: "office", profile: 1)
        )
      )
    // What an order copied before keeps its content.
    shop.and(first).and([
      order(revisions: ["1.1"], billing: copy(type: "office", profile: 1))
    ])
    .when("order.place", fields, channel: .checkout)
    .then(
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 2,
        changes: ["address": .object(.paris)]
      ),
      order(
        2,
        revisions: ["1.2"],
        billing: copy(.paris, type: "office", profile: 1, revision: 2)
      )
    )
  }

  @Test("two new addresses in one order are two revisions of it")
  func twoInOneOrder() {
    shop.when(
      "order.place",
      place([
        "customer": 1, "billing": ["type": "office", "address": .object(.london)],
        "shipments": [["shipping": ["type": "office", "address": .object(.paris)]]],
      ]),
      channel: .checkout
    )
    .then(
      first + [
        ProfileEdited(
          customer: 1,
          profile: 1,
          revision: 2,
          changes: ["address": .object(.paris)]
        ),
        order(
          revisions: ["1.1", "1.2"],
          billing: copy(type: "office", profile: 1),
          shipments: [parcel(1, copy(.paris, type: "office", profile: 1, revision: 2))]
        ),
      ]
    )
  }

  @Test("what waited in a guest's order becomes the content of the one entry")
  func claimed() {
    shop.and(first).and([
      guest(2, "eve@example.com"),
      order(
        of: 2,
        email: "eve@example.com",
        billing: copy(.paris, type: "office", isKept: true)
      ),
    ])
    .when("order.assign", ["order": 1, "customer": 1])
    .then(
      OrderAssigned(
        order: 1,
        from: 2,
        to: 1,
        site: "default",
        savedToAddressBook: true,
        email: "ada@example.com"
      ),
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 1,
        changes: ["address": .object(.paris)]
      )
    )
  }
}
