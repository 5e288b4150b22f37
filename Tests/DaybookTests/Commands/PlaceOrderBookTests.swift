import Daybook
import Events
import Model
import TestSupport
import Testing

@Suite("order.place: when the address book follows")
struct PlaceOrderBookTests {
  private let book = Given(account()).and(firstEntry()).and([entry(2, of: 1, .paris)])
  private let leeds = JSONObject.london.with("locality", "Leeds")

  private func placing(_ billing: JSONObject, _ shippings: JSONObject...) -> JSONObject {
    let shipments = shippings.map { JSON.object(["shipping": .object($0)]) }
    return place([
      "customer": 1, "billing": .object(billing), "shipments": .array(shipments),
    ])
  }

  private func edited(_ revision: Int64, _ address: JSONObject) -> ProfileEdited {
    ProfileEdited(
      customer: 1,
      profile: 1,
      revision: revision,
      changes: ["address": .object(address)]
    )
  }

  private let new: JSONObject = ["address": .object(.berlin)]
  private let modified: JSONObject = ["profile": 1, "address": ["locality": "Leeds"]]

  @Test("at checkout an account's new address enters its book")
  func checkoutNew() {
    book.when("order.place", placing(new), channel: .checkout)
      .then(
        entry(3, of: 1, .berlin),
        order(revisions: ["3.1"], billing: copy(.berlin, profile: 3))
      )
    Given(account()).when("order.place", placing(new), channel: .checkout)
      .then(
        firstEntry(1, of: 1, .berlin) + [
          order(revisions: ["1.1"], billing: copy(.berlin, profile: 1))
        ]
      )
  }

  @Test("at checkout a modified entry is edited, and the order copies it after that")
  func checkoutModified() {
    book.when("order.place", placing(modified), channel: .checkout)
      .then(
        edited(1, leeds),
        order(revisions: ["1.1"], billing: copy(leeds, profile: 1))
      )
  }

  @Test("an entry that an earlier order copied gets a new revision")
  func copyOnWrite() {
    book.and([order(revisions: ["1.1"], billing: copy(profile: 1))])
      .when("order.place", placing(modified), channel: .checkout)
      .then(
        edited(2, leeds),
        order(2, revisions: ["1.2"], billing: copy(leeds, profile: 1, revision: 2))
      )
  }

  @Test(
    "elsewhere the book stays unless told",
    arguments: Channel.allCases.filter { $0 != .checkout }
  )
  func otherChannels(channel: Channel) {
    book.when("order.place", placing(new, modified), channel: channel)
      .then(
        order(
          revisions: ["1.1"],
          billing: copy(.berlin),
          shipments: [parcel(1, copy(leeds, profile: 1, isModified: true))]
        )
      )
    book.when(
      "order.place",
      placing(
        new.with("save_to_address_book", true),
        modified.with("save_to_address_book", true)
      ),
      channel: channel
    )
    .then(
      entry(3, of: 1, .berlin),
      edited(1, leeds),
      order(
        revisions: ["3.1", "1.1"],
        billing: copy(.berlin, profile: 3),
        shipments: [parcel(1, copy(leeds, profile: 1))]
      )
    )
  }

  @Test("at checkout it can be told to stay")
  func told() {
    book.when(
      "order.place",
      placing(
        new.with("save_to_address_book", false),
        modified.with("save_to_address_book", false)
      ),
      channel: .checkout
    )
    .then(
      order(
        revisions: ["1.1"],
        billing: copy(.berlin),
        shipments: [parcel(1, copy(leeds, profile: 1, isModified: true))]
      )
    )
  }

  @Test("an address that is in the book already is not added again")
  func known() {
    book.when(
      "order.place",
      placing(["address": .object(.paris)], ["address": .object(.berlin)], new),
      channel: .checkout
    )
    .then(
      entry(3, of: 1, .berlin),
      order(
        revisions: ["2.1", "3.1"],
        billing: copy(.paris, profile: 2),
        shipments: [parcel(1, copy(.berlin, profile: 3)), parcel(2, copy(.berlin, profile: 3))]
      )
    )
  }

  @Test("a modification that changes nothing is none")
  func unmodified() {
    book.when(
      "order.place",
      placing(["profile": 1, "address": ["locality": "London"], "phone": .null]),
      channel: .checkout
    )
    .then(order(revisions: ["1.1"], billing: copy(profile: 1)))
  }

  @Test("a guest's flag waits in the order")
  func guests() {
    let flagged = copy(.berlin).with("save_to_address_book", true)
    Given(guest())
      .when("order.place", placing(new.with("save_to_address_book", true)), channel: .checkout)
      .then(order(billing: flagged))
    Given(guest()).when("order.place", placing(new), channel: .checkout)
      .then(order(billing: copy(.berlin)))
    Given(guest())
      .when(
        "order.place",
        placing(new.with("save_to_address_book", true), ["same_as": "billing"])
      )
      .then(order(billing: flagged, shipments: [parcel(1, flagged)]))
  }

  @Test("what one order copied and then modified gets a new revision")
  func copiedThenModified() {
    book.when("order.place", placing(["profile": 1], modified), channel: .checkout)
      .then(
        edited(2, leeds),
        order(
          revisions: ["1.1", "1.2"],
          billing: copy(profile: 1),
          shipments: [parcel(1, copy(leeds, profile: 1, revision: 2))]
        )
      )
  }

  @Test("two modifications of one entry are two revisions")
  func modifiedTwice() {
    let york = leeds.with("locality", "York")
    book.when(
      "order.place",
      placing(modified, ["profile": 1, "address": ["locality": "York"]]),
      channel: .checkout
    )
    .then(
      edited(1, leeds),
      edited(2, york),
      order(
        revisions: ["1.1", "1.2"],
        billing: copy(leeds, profile: 1),
        shipments: [parcel(1, copy(york, profile: 1, revision: 2))]
      )
    )
  }

  @Test("a later choice sees what an earlier one did to the book")
  func bookFollows() {
    book.when(
      "order.place",
      placing(modified, ["address": .object(leeds)], ["address": .object(.london)]),
      channel: .checkout
    )
    .then(
      edited(1, leeds),
      entry(3, of: 1, .london),
      order(
        revisions: ["1.1", "3.1"],
        billing: copy(leeds, profile: 1),
        shipments: [
          parcel(1, copy(leeds, profile: 1)), parcel(2, copy(.london, profile: 3)),
        ]
      )
    )
    book.when(
      "order.place",
      placing(["address": .object(.london)], modified, ["profile": 1]),
      channel: .checkout
    )
    .then(
      edited(2, leeds),
      order(
        revisions: ["1.1", "1.2"],
        billing: copy(profile: 1),
        shipments: [
          parcel(1, copy(leeds, profile: 1, revision: 2)),
          parcel(2, copy(leeds, profile: 1, revision: 2)),
        ]
      )
    )
  }

  @Test("a modification that is not saved freezes the revision it came from")
  func unsavedModification() {
    book.when(
      "order.place",
      placing(
        modified.with("save_to_address_book", false),
        ["profile": 1, "address": ["locality": "York"]]
      ),
      channel: .checkout
    )
    .then(
      edited(2, leeds.with("locality", "York")),
      order(
        revisions: ["1.1", "1.2"],
        billing: copy(leeds, profile: 1, isModified: true),
        shipments: [
          parcel(1, copy(leeds.with("locality", "York"), profile: 1, revision: 2))
        ]
      )
    )
  }

  @Test("an import that saves records the problem in the entry")
  func imported() {
    let address = JSONObject.berlin.with("country_code", nil)
    let warnings: [JSON] = [
      ["field": "country_code", "problem": "required", "path": "billing.address"]
    ]
    var added = entry(3, of: 1, address)
    added.warnings = warnings
    book.when(
      "order.place",
      placing(["address": .object(address), "save_to_address_book": true]),
      channel: .import
    )
    .then(added, order(revisions: ["3.1"], billing: copy(address, profile: 3)))
    .warns(warnings)
  }
}
