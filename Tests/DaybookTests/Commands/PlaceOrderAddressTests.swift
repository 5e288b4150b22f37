import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.place: where it goes")
struct PlaceOrderAddressTests {
  private let book = Given(account()).and(firstEntry()).and([entry(2, of: 1, .paris)])

  private func placing(_ billing: JSON, _ shippings: JSON?...) -> JSONObject {
    let shipments = shippings.map { shipping -> JSON in
      .object(JSONObject(present: [("shipping", shipping)]))
    }
    return place(["customer": 1, "billing": billing, "shipments": .array(shipments)])
  }

  @Test("an entry of the book is copied with its revision")
  func entryOfBook() {
    book.when("order.place", placing(["profile": 1], ["profile": 2]))
      .then(
        order(
          revisions: ["1.1", "2.1"],
          billing: copy(profile: 1),
          shipments: [parcel(1, copy(.paris, profile: 2))]
        )
      )
  }

  @Test("an entry is copied whole, as it is today")
  func entryOfToday() {
    book.and([
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 4,
        changes: ["address": .object(.berlin), "phone": "1", "fields": ["floor": 3]]
      )
    ])
    .when("order.place", placing(["profile": 1]))
    .then(
      order(
        revisions: ["1.4"],
        billing: copy(.berlin, profile: 1, revision: 4).with("phone", "1")
          .with("fields", ["floor": 3])
      )
    )
  }

  @Test("an entry goes by its reference too")
  func entryByReference() {
    Given(account(), entry(1, of: 1, .paris, reference: "home"))
      .when("order.place", placing(["profile": "ref:home"]))
      .then(order(revisions: ["1.1"], billing: copy(.paris, profile: 1)))
  }

  @Test("an entry that is modified for this order keeps where it came from")
  func modified() {
    let address = JSONObject.london.with("locality", "Leeds").with("given_name", nil)
    let changes: JSON = ["locality": "Leeds", "given_name": .null]
    book.when("order.place", placing(["profile": 1, "address": changes, "phone": "2"]))
      .then(
        order(
          revisions: ["1.1"],
          billing: copy(address, profile: 1, isModified: true).with("phone", "2")
        )
      )
  }

  @Test("a new address is copied, with phone and fields")
  func newAddress() {
    let new: JSON = [
      "address": .object(.berlin), "phone": "2", "fields": ["floor": 3, "gate": .null],
      "type": "customer",
    ]
    book.when("order.place", placing(new))
      .then(order(billing: copy(.berlin).with("phone", "2").with("fields", ["floor": 3])))
  }

  @Test("there are no payment methods")
  func paymentMethod() {
    book.when("order.place", placing(["payment_method": 3]))
      .refuses(.notFound, ["kind": "payment_method"])
    book.when("order.place", placing(["profile": 1], ["payment_method": 3]))
      .refuses(.notFound, ["kind": "payment_method"])
  }

  @Test("shipping may be the same as billing, said or not")
  func sameAsBilling() {
    let placed = order(
      revisions: ["1.1"],
      billing: copy(profile: 1),
      shipments: [parcel(1, copy(profile: 1)), parcel(2, copy(profile: 1))]
    )
    book.when("order.place", placing(["profile": 1], ["same_as": "billing"], nil)).then(placed)
  }

  @Test("billing may be the same as the first shipment")
  func sameAsShipping() {
    book.when(
      "order.place",
      placing(["same_as": "shipping"], ["profile": 2], ["same_as": "billing"])
    )
    .then(
      order(
        revisions: ["2.1"],
        billing: copy(.paris, profile: 2),
        shipments: [parcel(1, copy(.paris, profile: 2)), parcel(2, copy(.paris, profile: 2))]
      )
    )
  }

  @Test("a later shipment may be the same as the first, wherever that goes")
  func sameAsFirstShipment() {
    book.when("order.place", placing(["profile": 1], ["profile": 2], ["same_as": "shipping"]))
      .then(
        order(
          revisions: ["1.1", "2.1"],
          billing: copy(profile: 1),
          shipments: [parcel(1, copy(.paris, profile: 2)), parcel(2, copy(.paris, profile: 2))]
        )
      )
    book.when("order.place", placing(["profile": 1], nil, ["same_as": "shipping"]))
      .then(
        order(
          revisions: ["1.1"],
          billing: copy(profile: 1),
          shipments: [parcel(1, copy(profile: 1)), parcel(2, copy(profile: 1))]
        )
      )
  }

  @Test("what is the same as itself is refused")
  func cycles() {
    let billing: JSONObject = ["field": "billing.same_as"]
    book.when("order.place", placing(["same_as": "billing"], ["profile": 1]))
      .refuses(.fieldInvalid, billing)
    book.when("order.place", placing(["same_as": "shipping"])).refuses(.fieldInvalid, billing)
    book.when("order.place", placing(["same_as": "shipping"], nil)).refuses(.fieldInvalid, billing)
    book.when("order.place", placing(["same_as": "shipping"], ["same_as": "billing"]))
      .refuses(.fieldInvalid, billing)
    book.when("order.place", placing(["profile": 1], ["same_as": "shipping"]))
      .refuses(.fieldInvalid, ["field": "shipments[0].shipping.same_as"])
  }

  @Test(
    "each choice has one of the five forms",
    arguments: [
      ([:], .fieldMissing, "billing.address"),
      (["phone": "1"], .fieldMissing, "billing.address"),
      (["profile": 1, "type": "customer"], .fieldInvalid, "billing.type"),
      (["profile": 1, "payment_method": 3], .fieldInvalid, "billing.payment_method"),
      (["address": [:], "payment_method": 3], .fieldInvalid, "billing.payment_method"),
      (["phone": "1", "payment_method": 3], .fieldInvalid, "billing.payment_method"),
      (["type": "customer", "payment_method": 3], .fieldInvalid, "billing.payment_method"),
      (["same_as": "shipping", "address": [:]], .fieldInvalid, "billing.same_as"),
      (["same_as": "shipping", "profile": 1], .fieldInvalid, "billing.same_as"),
      (["same_as": "shipping", "phone": "1"], .fieldInvalid, "billing.same_as"),
      (["same_as": "shipping", "fields": ["a": 1]], .fieldInvalid, "billing.same_as"),
      (["same_as": "shipping", "payment_method": 3], .fieldInvalid, "billing.same_as"),
      (["same_as": "shipping", "type": "customer"], .fieldInvalid, "billing.same_as"),
    ] as [(JSON, Refusal.Code, JSON)]
  )
  func oneForm(billing: JSON, code: Refusal.Code, field: JSON) {
    book.when("order.place", placing(billing, ["profile": 2])).refuses(code, ["field": field])
  }

  @Test("another customer's entry, a removed one and an unknown one are not found")
  func foreign() {
    let given = book.and([
      account(2, "bob@example.com"), entry(3, of: 2, .berlin), entry(4, of: 1, .berlin),
      ProfileRemoved(customer: 1, profile: 4),
    ])
    for profile in [3, 4, 5, "ref:home"] as [JSON] {
      given.when("order.place", placing(["profile": profile]))
        .refuses(.notFound, ["kind": "profile"])
      given.when("order.place", placing(["profile": 1], ["profile": profile]))
        .refuses(.notFound, ["kind": "profile"])
    }
  }

  @Test("an unknown profile type is not found")
  func unknownType() {
    book.when("order.place", placing(["address": .object(.berlin), "type": "office"]))
      .refuses(.notFound, ["kind": "profile_type"])
  }

  @Test("an entry of a type that is not for a usage is refused")
  func usageNotAllowed() {
    book.and([
      ProfileTypeDefined(profileType: "office", usages: ["shipping"], multiple: true),
      ProfileAdded(customer: 1, profile: 3, profileType: "office", address: .berlin),
    ])
    .when("order.place", placing(["profile": 3]))
    .refuses(.usageNotAllowed, ["usage": "billing"])
  }

  @Test("a new or modified address must be right, and the problem says where")
  func invalidAddress() {
    let country: JSONObject = ["field": "country_code"]
    func problems(_ problem: JSON, _ path: JSON) -> JSONObject {
      ["problems": [.object(country.with("problem", problem).with("path", path))]]
    }
    book.when("order.place", placing(["address": ["locality": "Rome"]]))
      .refuses(.addressInvalid, problems("required", "billing.address"))
    book.when("order.place", placing(["profile": 1, "address": ["country_code": .null]]))
      .refuses(.addressInvalid, problems("required", "billing.address"))
    book.when("order.place", placing(["profile": 1], nil, ["address": ["country_code": "UK"]]))
      .refuses(.addressInvalid, problems("unknown_country", "shipments[1].shipping.address"))
  }

  @Test("an entry that came in wrong is copied as it is, also with another phone")
  func badEntry() {
    let address = JSONObject.london.with("country_code", nil)
    Given(account(), entry(1, of: 1, address))
      .when("order.place", placing(["profile": 1], ["profile": 1, "phone": "2"]))
      .then(
        order(
          revisions: ["1.1"],
          billing: copy(address, profile: 1),
          shipments: [parcel(1, copy(address, profile: 1, isModified: true).with("phone", "2"))]
        )
      )
  }

  @Test("an import takes bad addresses, and the order records what is wrong")
  func imported() {
    let address = JSONObject.london.with("country_code", nil)
    let warnings: [JSON] = [
      ["field": "country_code", "problem": "required", "path": "billing.address"],
      [
        "field": "country_code", "problem": "unknown_country",
        "path": "shipments[0].shipping.address",
      ],
    ]
    let unknown = JSONObject.london.with("country_code", "XX")
    var placed = order(billing: copy(address), shipments: [parcel(1, copy(unknown))])
    placed.warnings = warnings
    Given(account())
      .when(
        "order.place",
        placing(["address": .object(address)], ["address": .object(unknown)]),
        channel: .import
      )
      .then(placed)
      .warns(warnings)
  }
}
