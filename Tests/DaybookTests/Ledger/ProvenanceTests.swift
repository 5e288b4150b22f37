import Daybook
import EventLog
import Model
import TestSupport
import Testing

@Suite("what every command may carry")
struct ProvenanceTests {
  private let shop: TemporaryLedger
  private let ada: JSONObject = ["email": "ada@example.com"]

  init() throws {
    shop = try TemporaryLedger()
  }

  @Test("stands in every event that the command appends")
  func envelope() throws {
    try shop.perform("customer.register", ada)
    let outcome = try shop.perform(
      "profile.add",
      [
        "customer": 1, "address": .object(.london), "actor": "clerk-7", "channel": "account",
        "reason": "asked by phone", "command_id": "c-1", "correlation_id": "ticket-9",
        "causation": 1, "occurred_at": "2026-02-28T23:00:00+01:00",
      ]
    )
    #expect(outcome.positions == [2, 3, 4])
    for event in try shop.events().dropFirst() {
      #expect(event.actor == "clerk-7")
      #expect(event.channel == .account)
      #expect(event.reason == "asked by phone")
      #expect(event.commandID == "c-1")
      #expect(event.correlationID == "ticket-9")
      #expect(event.causation == 1)
      #expect(event.occurredAt.text == "2026-02-28T22:00:00.000000Z")
      #expect(event.recordedAt == shop.clock.now)
    }
  }

  @Test("when nothing is said: administration, now, no reason")
  func defaults() throws {
    try shop.perform("customer.register", ada)
    let event = try #require(try shop.events().first)
    #expect(event.channel == .administration)
    #expect(event.occurredAt == event.recordedAt)
    #expect(event.reason == nil && event.commandID == nil && event.correlationID == nil)
    #expect(event.causation == nil)
  }

  @Test("the recorded time never goes back, whatever the clock does")
  func clockGoesBack() throws {
    try shop.perform("customer.register", ada)
    let first = shop.clock.now
    shop.clock.advance(bySeconds: -3600)
    try shop.perform("customer.record_guest", ada)
    #expect(try shop.events().map(\.recordedAt) == [first, first])
  }

  @Test(
    "what stands in the log for ever holds no e-mail",
    arguments: ["actor", "command_id", "correlation_id", "reference"]
  )
  func personal(field: String) throws {
    for value in ["ada@example.com", "@", "", "a\u{7}b"] as [JSON] {
      let refusal = try refusal(reading: ada.with(field, value))
      #expect(refusal?.code == .fieldInvalid)
      #expect(refusal?.details["field"] == .string(field))
    }
  }

  @Test("the same holds for what Swift gives")
  func personalInSwift() throws {
    let email: EmailAddress = "ada@example.com"
    func code(_ provenance: Provenance) -> Refusal? {
      #expect(throws: Refusal.self) {
        try shop.ledger.perform(Request(RegisterCustomer(email: email), provenance))
      }
    }
    var provenance = Provenance(actor: "clerk@example.com")
    #expect(code(provenance)?.details["field"] == "actor")
    provenance.actor = ""
    #expect(code(provenance)?.code == .fieldMissing)
    provenance.actor = "clerk"
    provenance.commandID = "ada@example.com"
    #expect(code(provenance)?.details["field"] == "command_id")
    provenance.commandID = nil
    provenance.correlationID = "ada@example.com"
    #expect(code(provenance)?.details["field"] == "correlation_id")
    provenance.correlationID = nil
    provenance.site = "Not A Site"
    #expect(code(provenance)?.details["field"] == "site")
    provenance.site = nil
    provenance.reason = "a\0b"
    #expect(code(provenance)?.details["field"] == "reason")
    #expect(try shop.log.size() == 0)
  }

  @Test("what Swift gives and no JSON reader takes is refused")
  func unreadable() throws {
    let email: EmailAddress = "ada@example.com"
    var command = RegisterCustomer(email: email)
    func field(_ command: RegisterCustomer) -> JSON? {
      let refusal = #expect(throws: Refusal.self) {
        try shop.ledger.perform(Request(command, Provenance(actor: "clerk")))
      }
      return refusal?.details["field"]
    }
    command.metadata = ["deep": ["list": [1, .integer(JSON.greatestInteger + 1)]]]
    #expect(field(command) == "metadata")
    command.metadata = ["a\0b": 1]
    #expect(field(command) == "metadata")
    command.metadata = ["deep": (0..<70).reduce(JSON.null) { value, _ in [value] }]
    #expect(field(command) == "metadata")
    command.metadata = nil
    command.firstName = "Ada\0"
    #expect(field(command) == "first_name")
    command.firstName = nil
    var profile = NewProfile(address: Address())
    profile.address.countryCode = "IE"
    profile.address.addressLine1 = "1 Main Street"
    profile.address.locality = "Du\0blin"
    command.profiles = [profile]
    #expect(field(command) == "address")
    #expect(try shop.log.size() == 0)
    #expect(try shop.log.verify().isGood)
  }

  @Test("the common fields have kinds of their own")
  func wrongKinds() throws {
    for (field, value) in [
      ("channel", "letter"), ("channel", 1), ("causation", "1"), ("occurred_at", "yesterday"),
      ("occurred_at", "2026-03-01"), ("occurred_at", "2026-03-01T12:00:00"), ("occurred_at", 5),
      ("unless_changed_since", "1"), ("site", 5), ("actor", 5), ("reason", 5),
    ] as [(String, JSON)] {
      let refusal = try refusal(reading: ada.with(field, value))
      #expect(refusal?.code == .fieldInvalid)
      #expect(refusal?.details["field"] == .string(field))
    }
  }

  @Test("a cause is an event of the log")
  func causation() throws {
    try shop.perform("customer.register", ada)
    for position in [2, 0, -1] as [JSON] {
      let refusal = try shop.refusal("customer.record_guest", ada.with("causation", position))
      #expect(refusal?.code == .notFound)
    }
    try shop.perform("customer.record_guest", ada.with("causation", 1))
  }

  private func refusal(reading fields: JSONObject) throws -> Refusal? {
    try shop.refusal("customer.register", fields)
  }
}
