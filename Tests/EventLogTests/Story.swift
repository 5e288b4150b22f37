import EventLog
import Events
import Model

/// Events as a shop would append them: the same for the same number, whoever asks.
///
/// Six events come of every four commands: a customer registers with an address that becomes the
/// default (positions 1, 2, 3), orders (4), changes their details (5) and cancels the order (6).
/// Events 3 and 6 have nothing personal.
enum Story {
  /// When the first command is recorded; each later one is recorded a second after.
  static let start = Instant(microseconds: 1_767_348_184_000_006)

  static func recordedAt(_ command: Int) -> Instant {
    Instant(microseconds: start.microseconds + Int64(command) * 1_000_000)
  }

  static func envelope(_ command: Int) -> Envelope {
    let recordedAt = recordedAt(command)
    return Envelope(
      recordedAt: recordedAt,
      occurredAt: Instant(microseconds: recordedAt.microseconds - 3_600_000_000),
      actor: command.isMultiple(of: 3) ? "role:support-\"é\"" : "uid:1000",
      channel: Channel.allCases[command % Channel.allCases.count],
      reason: command % 4 == 3 ? "rang up: new name, \u{1F48D}" : nil,
      commandID: command.isMultiple(of: 2) ? "command-\(command)" : nil,
      correlationID: command.isMultiple(of: 4) ? "visit/\(command)" : nil,
      causation: command == 1 ? nil : 1
    )
  }

  static func events(_ command: Int) -> [any EventType] {
    let customer = Int64((command + 3) / 4)
    switch command % 4 {
    case 1: return [registered(customer), added(customer), defaulted(customer)]
    case 2: return [placed(customer)]
    case 3: return [edited(customer)]
    default: return [OrderCancelled(order: customer, customer: customer)]
    }
  }

  static func newEvents(_ command: Int) throws -> [NewEvent] {
    try events(command).map(newEvent)
  }

  static func newEvent(_ event: any EventType) throws -> NewEvent {
    let type = type(of: event)
    guard let contract = contracts(type.name, type.version) else { throw NoContract() }
    return NewEvent(contract: contract, data: event.data)
  }

  static func contracts(_ type: String, _ version: Int) -> EventContract? {
    Catalogue.contract(named: type, version: version)
  }

  struct NoContract: Error {}

  static func email(_ customer: Int64) -> String { "ada.\(customer)@example.com" }

  private static func registered(_ customer: Int64) -> CustomerRegistered {
    CustomerRegistered(
      customer: customer,
      site: "default",
      contact: customer,
      email: email(customer),
      firstName: "Ada",
      lastName: "Lovelace",
      metadata: ["nickname": "Grüße\n\t\"\\ \u{1}", "points": .integer(customer * 7)],
      reference: "crm-\(customer)"
    )
  }

  private static let address: JSONObject = [
    "country_code": "GB", "locality": "London", "postal_code": "SW1A 1AA",
    "address_line1": "12 St James's Square",
  ]

  private static func added(_ customer: Int64) -> ProfileAdded {
    ProfileAdded(
      customer: customer,
      profile: customer,
      profileType: "customer",
      address: address
    )
  }

  private static func defaulted(_ customer: Int64) -> DefaultProfileSet {
    DefaultProfileSet(customer: customer, profile: customer, usage: "billing")
  }

  private static func placed(_ customer: Int64) -> OrderPlaced {
    OrderPlaced(
      order: customer,
      number: "\(customer)",
      customer: customer,
      site: "default",
      currency: "GBP",
      lines: [["sku": "TEA-250", "quantity": 2, "unit_price": 1250]],
      total: 2500,
      revisions: ["\(customer).1"],
      email: email(customer),
      billing: ["type": "customer", "address": .object(address)]
    )
  }

  private static func edited(_ customer: Int64) -> CustomerEdited {
    CustomerEdited(
      customer: customer,
      site: "default",
      changes: ["last_name": "King", "username": .string("countess-\(customer)"), "phone": .null]
    )
  }
}
