import Daybook
import EventLog
import Events
import Model
import TestSupport
import Testing

/// `verify` compares what orders copied with what the entries said.
@Suite("copied addresses are verified")
struct SnapshotVerificationTests {
  private let shop: TemporaryLedger

  /// Account 1 with entry 1 in London, copied by order 1 and then changed.
  init() throws {
    shop = try TemporaryLedger()
    try shop.perform("customer.register", ["email": "ada@example.com"])
    try shop.perform("profile.add", ["customer": 1, "address": .object(.london), "phone": "1"])
    try shop.perform("order.place", place(["customer": 1, "billing": ["profile": 1]]))
    try shop.perform("profile.edit", ["profile": 1, "address": ["locality": "Leeds"]])
  }

  /// Appends an event without asking a decision.
  private func forge(_ event: some EventType) throws -> Int64 {
    let contract = try #require(
      Catalogue.contract(named: type(of: event).name, version: type(of: event).version)
    )
    let envelope = Envelope(
      recordedAt: shop.clock.now,
      occurredAt: shop.clock.now,
      actor: "forger",
      channel: .administration
    )
    return try shop.log.write { writer in
      try writer.append([NewEvent(contract: contract, data: event.data)], envelope)[0].position
    }
  }

  private func problems() throws -> [Int64?] {
    let verification = try shop.ledger.verify()
    for problem in verification.problems {
      #expect(problem.problem == "A copied address is not what revision 1 of profile 1 said.")
    }
    return verification.problems.map(\.position)
  }

  /// Behind the command the entry says what billing brought, and the payment method what it said before.
  @Test("an order that edits an entry and copies a payment method made of it is sound")
  func editedAndCopied() throws {
    try shop.perform(
      "payment_method.add",
      ["customer": 1, "gateway": "card", "billing": ["profile": 1]]
    )
    let edited: JSON = ["profile": 1, "address": ["address_line1": "9 New Road"]]
    let again: JSON = ["profile": 1, "address": ["address_line1": "8 New Road"]]
    let method: JSON = ["payment_method": 1]
    for fields in [
      ["billing": edited, "shipments": [["shipping": method]]],
      ["billing": method, "shipments": [["shipping": again], ["shipping": method]]],
    ] as [JSONObject] {
      let order = place(fields.with("customer", 1))
      try shop.perform("order.place", order, channel: .checkout)
      #expect(try problems() == [])
    }
    let shipping = try shop.ask("order.show", ["order": 2])["shipments"][0]["shipping"]
    #expect(shipping["profile"] == .null)
    #expect(shipping["address"]["locality"] == "Leeds")
  }

  @Test("a sound ledger has none, whatever was corrected, modified or erased")
  func sound() throws {
    try shop.perform(
      "order.place",
      place([
        "customer": 1,
        "billing": ["profile": 1, "address": ["locality": "York"]],
        "shipments": [["shipping": ["profile": 1]]],
      ])
    )
    try shop.perform(
      "order.change_profile",
      ["order": 1, "usage": "billing", "address": ["locality": "Bath"]]
    )
    try shop.perform("order.add_shipment", ["order": 2, "shipping": ["profile": 1, "phone": "2"]])
    try shop.perform("order.add_shipment", ["order": 2, "shipping": ["profile": 1]])
    #expect(try problems() == [])
    try shop.perform("customer.erase", ["customer": 1, "basis": "x"])
    try shop.ledger.purge()
    #expect(try problems() == [])
  }

  @Test("a copy that says something else is found, wherever it stands")
  func forged() throws {
    let wrong = copy(JSONObject.london.with("locality", "Paris"), profile: 1).with("phone", "1")
    let right = copy(.london, profile: 1).with("phone", "1")
    let billed = try forge(order(7, of: 1, revisions: ["1.1"], billing: wrong))
    let shipped = try forge(
      order(8, of: 1, revisions: ["1.1"], billing: right, shipments: [parcel(1, wrong)])
    )
    let corrected = try forge(
      OrderProfileChanged(order: 7, customer: 1, usage: "billing", revisions: ["1.1"], copy: wrong)
    )
    let added = try forge(
      ShipmentAdded(order: 7, customer: 1, shipment: 1, revisions: ["1.1"], shipping: wrong)
    )
    _ = try forge(order(9, of: 1, revisions: ["1.1"], billing: right))
    #expect(try problems() == [billed, shipped, corrected, added])
  }

  /// With one reading of the order for each of its parcels this would take minutes.
  @Test("an order with a thousand parcels is read a few times")
  func manyParcels() throws {
    let profiles = Array(Int64(2)...1000)
    let contract = try #require(
      Catalogue.contract(named: ProfileAdded.name, version: ProfileAdded.version)
    )
    let envelope = Envelope(
      recordedAt: shop.clock.now,
      occurredAt: shop.clock.now,
      actor: "forger",
      channel: .administration
    )
    _ = try shop.log.write { writer in
      let events = profiles.map { entry($0, of: 1, .london) }
      return try writer.append(
        events.map { NewEvent(contract: contract, data: $0.data) },
        envelope
      )
    }
    let shipments = profiles.map { parcel($0, copy(.london, profile: $0)) }
    let revisions = profiles.map { "\($0).1" }
    _ = try forge(
      order(
        7,
        of: 1,
        revisions: revisions,
        billing: copy(.london, profile: 2),
        shipments: shipments
      )
    )
    #expect(try problems() == [])
  }

  @Test("a revision that was not there yet, or never, says nothing that could be copied")
  func unknownRevision() throws {
    let copy = copy(.london, profile: 1, revision: 5).with("phone", "1")
    let position = try forge(order(7, of: 1, revisions: ["1.5"], billing: copy))
    #expect(try shop.ledger.verify().problems.map(\.position) == [position])
  }
}
