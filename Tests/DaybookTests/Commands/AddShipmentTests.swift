import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.add_shipment")
struct AddShipmentTests {
  private let shop = Given(account()).and(firstEntry(1, of: 1, .paris)).and([
    order(billing: copy(), shipments: [parcel(1, copy(.berlin))])
  ])

  private func added(
    _ copy: JSONObject,
    _ shipment: Int64 = 2,
    customer: Int64 = 1,
    revisions: [String] = [],
    method: String? = nil
  ) -> ShipmentAdded {
    ShipmentAdded(
      order: 1,
      customer: customer,
      shipment: shipment,
      revisions: revisions,
      method: method,
      shipping: copy
    )
  }

  @Test("goes where the invoice goes when nothing else is said")
  func billing() {
    shop.when("order.add_shipment", ["order": 1, "method": "post"])
      .then(added(copy(), method: "post"))
    shop.when("order.add_shipment", ["order": 1, "shipping": ["same_as": "billing"]])
      .then(added(copy()))
    Given(account(), order()).when("order.add_shipment", ["order": 1]).then(added(copy(), 1))
  }

  @Test("as the invoice's address is now, with its source")
  func presentBilling() {
    shop.and([
      OrderProfileChanged(
        order: 1,
        customer: 1,
        usage: "billing",
        revisions: ["1.1"],
        copy: copy(.paris, profile: 1)
      )
    ])
    .when("order.add_shipment", ["order": 1])
    .then(added(copy(.paris, profile: 1), revisions: ["1.1"]))
  }

  @Test("or where the first one goes")
  func first() {
    shop.when("order.add_shipment", ["order": 1, "shipping": ["same_as": "shipping"]])
      .then(added(copy(.berlin)))
    Given(account(), order())
      .when("order.add_shipment", ["order": 1, "shipping": ["same_as": "shipping"]])
      .refuses(.fieldInvalid, ["field": "shipping.same_as"])
  }

  @Test("shipments are numbered on")
  func numbers() {
    shop.and([added(copy()), added(copy(), 3)]).when("order.add_shipment", ["order": 1])
      .then(added(copy(), 4))
  }

  @Test("an entry of the book is copied, and its revision never changes after that")
  func entry() {
    let event = added(copy(.paris, profile: 1), revisions: ["1.1"])
    shop.when("order.add_shipment", ["order": 1, "shipping": ["profile": 1]]).then(event)
    shop.and([event]).when("profile.edit", ["profile": 1, "phone": "1"])
      .then(ProfileEdited(customer: 1, profile: 1, revision: 2, changes: ["phone": "1"]))
  }

  @Test("the book follows at checkout, or when asked to")
  func book() {
    let lyon = JSONObject.paris.with("locality", "Lyon")
    let modified: JSONObject = [
      "order": 1, "shipping": ["profile": 1, "address": ["locality": "Lyon"]],
    ]
    shop.when("order.add_shipment", modified)
      .then(added(copy(lyon, profile: 1, isModified: true), revisions: ["1.1"]))
    shop.when("order.add_shipment", modified, channel: .checkout)
      .then(
        ProfileEdited(
          customer: 1,
          profile: 1,
          revision: 1,
          changes: ["address": .object(lyon)]
        ),
        added(copy(lyon, profile: 1), revisions: ["1.1"])
      )
    shop.when(
      "order.add_shipment",
      [
        "order": 1,
        "shipping": ["address": .object(.berlin), "save_to_address_book": true],
      ]
    )
    .then(
      DaybookTests.entry(2, of: 1, .berlin),
      added(copy(.berlin, profile: 2), revisions: ["2.1"])
    )
  }

  @Test("a guest's address waits for an account")
  func waits() {
    let kept = added(copy(.paris, isKept: true), 1)
    let guests = Given(guest(), order())
    guests.when(
      "order.add_shipment",
      ["order": 1, "shipping": ["address": .object(.paris), "save_to_address_book": true]]
    )
    .then(kept)
    guests.and([kept, account(2, "eve@example.com")])
      .when("order.assign", ["order": 1, "customer": 2])
      .then(
        [
          OrderAssigned(
            order: 1,
            from: 1,
            to: 2,
            site: "default",
            savedToAddressBook: true,
            email: "eve@example.com"
          )
        ] + firstEntry(1, of: 2, .paris)
      )
  }

  @Test("the address is judged like any other of an order")
  func judged() {
    shop.when(
      "order.add_shipment",
      ["order": 1, "shipping": ["address": ["country_code": "GB"]]]
    )
    .refuses(.addressInvalid)
    shop.when("order.add_shipment", ["order": 1, "shipping": [:]])
      .refuses(.fieldMissing, ["field": "shipping.address"])
    shop.when("order.add_shipment", ["order": 1, "shipping": ["profile": 9]])
      .refuses(.notFound, ["kind": "profile"])
    shop.when("order.add_shipment", ["order": 1, "shipping": ["payment_method": 1]])
      .refuses(.notFound, ["kind": "payment_method"])
    shop.when(
      "order.add_shipment",
      ["order": 1, "shipping": ["same_as": "billing", "phone": "1"]]
    )
    .refuses(.fieldInvalid, ["field": "shipping.same_as"])
    shop.and([kind(usages: ["billing"])])
      .when(
        "order.add_shipment",
        ["order": 1, "shipping": ["type": "office", "address": .object(.paris)]]
      )
      .refuses(.usageNotAllowed)
    shop.and([SiteConfigured(site: "default", changes: ["shipping_countries": ["FR"]])])
      .when("order.add_shipment", ["order": 1])
      .refuses(.countryNotAllowed, ["country": "GB"])
  }

  @Test("an order that is cancelled is frozen, one that is not there is not found")
  func cancelled() {
    shop.and([OrderCancelled(order: 1, customer: 1)]).when("order.add_shipment", ["order": 1])
      .refuses(.orderCancelled, ["order": 1])
    shop.when("order.add_shipment", ["order": 2]).refuses(.notFound, ["kind": "order"])
  }
}
