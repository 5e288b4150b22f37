import Events
import Model

/// The credit of one customer in one currency, on one site or on all: pots never mix.
struct CreditPot: Hashable {
  static let types = EventTypes(CreditGranted.self, CreditSpent.self, CreditCorrected.self)

  let customer: Int64
  /// Nil for the global pot.
  let site: String?
  let currency: String

  /// How events name it: `5.uk.GBP`, with nothing between the dots for the global pot.
  var name: String { "\(customer).\(site ?? "").\(currency)" }

  /// The pot of another customer for the same site and currency.
  func of(_ customer: Int64) -> CreditPot {
    CreditPot(customer: customer, site: site, currency: currency)
  }

  /// What is in it, in minor units: every event says what it left.
  func balance(in history: any History) throws -> Int64 {
    try history.lastEvent(Self.types, tagged: "pot:\(name)")?.data["balance"]?.integer ?? 0
  }

  /// The pots that a customer ever had.
  static func all(of customer: Int64, in history: any History) throws -> [CreditPot] {
    var pots: Set<CreditPot> = []
    for event in try history.events(types, tagged: "customer:\(customer)") {
      guard let currency = event.data["currency"]?.string else { continue }
      pots.insert(
        CreditPot(customer: customer, site: event.data["site"]?.string, currency: currency)
      )
    }
    return pots.sorted { $0.name < $1.name }
  }
}
