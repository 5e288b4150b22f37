import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.change_profile")
struct ChangeOrderProfileTests {
  private static let leeds = JSONObject.london.with("locality", "Leeds")
  private static let correction: JSONObject = [
    "order": 1, "usage": "billing", "address": ["locality": "Leeds"],
  ]
  /// Entry 1, London, which order 1 copied.
  private let shop = Given(account()).and(firstEntry()).and([
    order(revisions: ["1.1"], billing: copy(profile: 1), shipments: [parcel(1, copy(.paris))])
  ])

  private func changed(
    _ copy: JSONObject,
    usage: String = "billing",
    shipment: Int64? = nil,
    revisions: [String] = []
  ) -> OrderProfileChanged {
    OrderProfileChanged(
      order: 1,
      customer: 1,
      usage: usage,
      shipment: shipment,
      revisions: revisions,
      copy: copy
    )
  }

  @Test("given parts of the address change, the rest of the copy stays; the book does not follow")
  func address() {
    shop.when("order.change_profile", Self.correction)
      .then(changed(copy(Self.leeds, profile: 1, isModified: true), revisions: ["1.1"]))
    let full = copy(type: "office").with("phone", "1").with("fields", ["desk": "A"])
    Given(account(), kind(), order(billing: full))
      .when(
        "order.change_profile",
        [
          "order": 1, "usage": "billing",
          "address": ["locality": "Leeds", "given_name": .null],
        ]
      )
      .then(
        changed(full.with("address", .object(Self.leeds.with("given_name", nil))))
      )
  }

  @Test("an entry of the book is copied as it is now")
  func entry() {
    let fields: JSONObject = ["order": 1, "usage": "billing", "profile": 2]
    shop.and([DaybookTests.entry(2, of: 1, .berlin)]).when("order.change_profile", fields)
      .then(changed(copy(.berlin, profile: 2), revisions: ["2.1"]))
    shop.and([
      ProfileEdited(
        customer: 1,
        profile: 1,
        revision: 2,
        changes: ["address": .object(.berlin)]
      )
    ])
    .when("order.change_profile", fields.with("profile", 1))
    .then(changed(copy(.berlin, profile: 1, revision: 2), revisions: ["1.2"]))
  }

  @Test("what it copied never changes: the next edit makes a revision")
  func frozen() {
    shop.and([
      DaybookTests.entry(2, of: 1, .berlin),
      changed(copy(.berlin, profile: 2), revisions: ["2.1"]),
      changed(copy(.paris), revisions: []),
    ])
    .when("profile.edit", ["profile": 2, "phone": "1"])
    .then(ProfileEdited(customer: 1, profile: 2, revision: 2, changes: ["phone": "1"]))
  }

  @Test("the only shipment need not be named")
  func shipment() {
    let fields: JSONObject = [
      "order": 1, "usage": "shipping", "address": ["address_line1": "2 rue de Rivoli"],
    ]
    let moved = copy(JSONObject.paris.with("address_line1", "2 rue de Rivoli"))
    let event = changed(moved, usage: "shipping", shipment: 1)
    shop.when("order.change_profile", fields).then(event)
    shop.when("order.change_profile", fields.with("shipment", 1)).then(event)
    let two = shop.and([
      ShipmentAdded(order: 1, customer: 1, shipment: 2, shipping: copy(.paris))
    ])
    two.when("order.change_profile", fields).refuses(.fieldMissing, ["field": "shipment"])
    two.when("order.change_profile", fields.with("shipment", 2))
      .then(changed(moved, usage: "shipping", shipment: 2))
  }

  @Test("billing has no shipment, and one that is not there is not found")
  func wrongShipment() {
    shop.when("order.change_profile", Self.correction.with("shipment", 1))
      .refuses(.fieldInvalid, ["field": "shipment"])
    let fields: JSONObject = ["order": 1, "usage": "shipping", "address": ["locality": "Lyon"]]
    for shipment in [0, -1, 2] as [JSON] {
      shop.when("order.change_profile", fields.with("shipment", shipment))
        .refuses(.notFound, ["kind": "shipment"])
    }
    let bare = Given(account(), order())
    bare.when("order.change_profile", fields).refuses(.notFound, ["kind": "shipment"])
    bare.when("order.change_profile", fields.with("shipment", 1)).refuses(.notFound)
  }

  @Test("what is so already changes nothing")
  func nothing() {
    shop.when(
      "order.change_profile",
      ["order": 1, "usage": "billing", "address": ["locality": "London", "sorting_code": ""]]
    )
    .changesNothing(["customer": 1, "order": 1])
    shop.when("order.change_profile", ["order": 1, "usage": "billing", "profile": 1])
      .changesNothing(["customer": 1, "order": 1])
    shop.when("order.change_profile", ["order": 1, "usage": "billing", "address": [:]])
      .changesNothing(["customer": 1, "order": 1])
  }

  @Test("either an address or an entry")
  func form() {
    let bare: JSONObject = ["order": 1, "usage": "billing"]
    shop.when("order.change_profile", bare).refuses(.fieldMissing)
    shop.when(
      "order.change_profile",
      bare.with("profile", 1).with("address", ["locality": "Leeds"])
    )
    .refuses(.fieldInvalid)
    shop.when("order.change_profile", ["order": 1, "address": ["locality": "Leeds"]])
      .refuses(.fieldMissing, ["field": "usage"])
  }

  @Test("the entry is one of the owner's, in use, and for the usage")
  func wrongEntry() {
    func take(_ profile: JSON, _ given: Given) -> Verdict {
      given.when(
        "order.change_profile",
        ["order": 1, "usage": "billing", "profile": profile]
      )
    }
    take(9, shop).refuses(.notFound, ["kind": "profile"])
    let other = shop.and([account(2, "eve@example.com")]).and(firstEntry(2, of: 2, .berlin))
    take(2, other).refuses(.notFound, ["kind": "profile"])
    take(
      2,
      shop.and([
        kind(usages: ["shipping"]), DaybookTests.entry(2, of: 1, .berlin, type: "office"),
      ])
    )
    .refuses(.usageNotAllowed)
    // The book of the present owner, after a claim.
    let claimed = Given(account(1), guest(2), order(1, of: 2))
      .and([OrderClaimed(claim: 1, order: 1, from: 2, to: 1, site: "default")])
      .and(firstEntry(1, of: 1, .berlin))
    take(1, claimed).then(changed(copy(.berlin, profile: 1), revisions: ["1.1"]))
  }

  @Test("the address is judged as the order's site wants it")
  func judged() {
    shop.when(
      "order.change_profile",
      ["order": 1, "usage": "billing", "address": ["postal_code": "x"]]
    )
    .refuses(
      .addressInvalid,
      ["problems": [["field": "postal_code", "problem": "invalid_postal_code", "path": "address"]]]
    )
    let shipsAbroad = shop.and([
      SiteConfigured(site: "default", changes: ["billing_countries": ["FR"]])
    ])
    shipsAbroad.when("order.change_profile", Self.correction)
      .refuses(.countryNotAllowed, ["country": "GB"])
    shipsAbroad.when("order.change_profile", Self.correction, channel: .import)
      .then(
        OrderProfileChanged(
          order: 1,
          customer: 1,
          usage: "billing",
          revisions: ["1.1"],
          warnings: [
            ["field": "country_code", "problem": "country_not_allowed", "path": "address"]
          ],
          copy: copy(Self.leeds, profile: 1, isModified: true)
        )
      )
  }

  @Test("an order that is cancelled is frozen; a paid or completed one can be corrected")
  func cancelled() {
    shop.and([OrderCancelled(order: 1, customer: 1)])
      .when("order.change_profile", Self.correction).refuses(.orderCancelled, ["order": 1])
    shop.and([OrderPaid(order: 1, customer: 1), OrderCompleted(order: 1, customer: 1)])
      .when("order.change_profile", Self.correction)
      .then(changed(copy(Self.leeds, profile: 1, isModified: true), revisions: ["1.1"]))
  }

  @Test("the order must be there")
  func unknown() {
    shop.when("order.change_profile", Self.correction.with("order", 2))
      .refuses(.notFound, ["kind": "order"])
  }

  @Test("a copy that waits for an account's book waits on, corrected")
  func waiting() {
    let guests = Given(guest(), order(billing: copy(isKept: true)))
    let corrected = changed(copy(Self.leeds, isKept: true))
    guests.when("order.change_profile", Self.correction).then(corrected)
    guests.and([corrected, account(2, "eve@example.com")])
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
        ] + firstEntry(1, of: 2, Self.leeds)
      )
  }
}

@Suite("order.change_profile with update_address_book")
struct FollowingBookTests {
  private static let leeds = JSONObject.london.with("locality", "Leeds")
  private static let fields: JSONObject = [
    "order": 1, "usage": "billing", "address": ["locality": "Leeds"],
    "update_address_book": true,
  ]
  private let shop = Given(account()).and(firstEntry())
  private let placed = order(revisions: ["1.1"], billing: copy(profile: 1))

  private func changed(_ copy: JSONObject, _ revisions: [String] = []) -> OrderProfileChanged {
    OrderProfileChanged(
      order: 1,
      customer: 1,
      usage: "billing",
      revisions: revisions,
      copy: copy
    )
  }

  private func edited(_ revision: Int64) -> ProfileEdited {
    ProfileEdited(
      customer: 1,
      profile: 1,
      revision: revision,
      changes: ["address": .object(Self.leeds)]
    )
  }

  @Test("an entry that says what the copy said makes its next revision, which the copy names")
  func inSync() {
    shop.and([placed]).when("order.change_profile", Self.fields)
      .then(edited(2), changed(copy(Self.leeds, profile: 1, revision: 2), ["1.2"]))
  }

  @Test("a revision that nobody copied changes in its place")
  func inPlace() {
    // The entry was changed and changed back: revision 2 is no order's.
    shop.and([
      placed,
      ProfileEdited(customer: 1, profile: 1, revision: 2, changes: ["phone": "1"]),
      ProfileEdited(customer: 1, profile: 1, revision: 2, changes: ["phone": .null]),
    ])
    .when("order.change_profile", Self.fields)
    .then(edited(2), changed(copy(Self.leeds, profile: 1, revision: 2), ["1.2"]))
  }

  @Test("an entry that says something else by now stays, and so does one that is gone")
  func outOfSync() {
    let onlyOrder = changed(copy(Self.leeds, profile: 1, isModified: true), ["1.1"])
    shop.and([
      placed, ProfileEdited(customer: 1, profile: 1, revision: 2, changes: ["phone": "1"]),
    ])
    .when("order.change_profile", Self.fields).then(onlyOrder)
    shop.and([placed, ProfileRemoved(customer: 1, profile: 1)])
      .when("order.change_profile", Self.fields).then(onlyOrder)
  }

  @Test("the entry of another customer stays")
  func foreign() {
    shop.and([account(2, "eve@example.com"), placed])
      .and([OrderAssigned(order: 1, from: 1, to: 2, site: "default")])
      .when("order.change_profile", Self.fields)
      .then(
        OrderProfileChanged(
          order: 1,
          customer: 2,
          usage: "billing",
          revisions: ["1.1"],
          copy: copy(Self.leeds, profile: 1, isModified: true)
        )
      )
  }

  @Test("an address that came from no book is added, or found there")
  func added() {
    shop.and([order(billing: copy())]).when("order.change_profile", Self.fields)
      .then(
        entry(2, of: 1, Self.leeds),
        changed(copy(Self.leeds, profile: 2), ["2.1"])
      )
    shop.and([order(billing: copy()), entry(2, of: 1, Self.leeds)])
      .when("order.change_profile", Self.fields)
      .then(changed(copy(Self.leeds, profile: 2), ["2.1"]))
  }

  @Test("a guest has no book")
  func guests() {
    Given(guest(), order(billing: copy())).when("order.change_profile", Self.fields)
      .then(changed(copy(Self.leeds)))
  }

  @Test("it is asked for, on every channel", arguments: Channel.allCases)
  func notAsked(channel: Channel) {
    shop.and([placed])
      .when(
        "order.change_profile",
        Self.fields.with("update_address_book", nil),
        channel: channel
      )
      .then(changed(copy(Self.leeds, profile: 1, isModified: true), ["1.1"]))
  }
}
