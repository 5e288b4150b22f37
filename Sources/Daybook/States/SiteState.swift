import Addresses
import Events
import Model

/// How a site is configured, folded from the events that carry its tag.
struct SiteState: FoldedState {
  static let types = EventTypes(SiteConfigured.self)

  /// What a site is like that was never configured.
  static let defaults: JSONObject = [
    "name": .null, "guest_checkout": true, "auto_register": false, "attach_by_email": false,
    "guest_with_account_email": "accept", "billing_countries": .null, "shipping_countries": .null,
    "address_fields": [:],
  ]

  let code: String
  /// All settings, those that were never set at their defaults.
  private(set) var settings = Self.defaults

  init(_ code: String, in history: any History) throws {
    self = try history.fold("site:\(code)") { try Self(code, $0) } ?? Self(code)
  }

  private init(_ code: String) {
    self.code = code
  }

  private init(_ code: String, _ first: Event) throws {
    self.init(code)
    try apply(first)
  }

  var size: Int { settings.size }

  mutating func apply(_ event: Event) throws {
    settings = settings.replacing(try SiteConfigured(event).changes)
  }

  /// Whether somebody may order without an account.
  var allowsGuests: Bool { settings["guest_checkout"]?.boolean != false }

  /// Whether a guest's first order opens an account.
  var opensAccounts: Bool { settings["auto_register"]?.boolean == true }

  /// Whether an order without a login goes to the account with its e-mail.
  var attachesByEmail: Bool { settings["attach_by_email"]?.boolean == true }

  /// What happens when a guest orders with the e-mail of an account.
  var guestEmailRule: GuestEmailRule {
    settings["guest_with_account_email"]?.string.flatMap(GuestEmailRule.init(rawValue:)) ?? .accept
  }

  /// The countries that orders may be billed or sent to; nil for all.
  func countries(for usage: Usage) -> Set<String>? {
    settings["\(usage.rawValue)_countries"]?.array.map { Set($0.compactMap(\.string)) }
  }

  /// What the site makes of fields of addresses.
  var overrides: [AddressField: FieldOverride] {
    var overrides: [AddressField: FieldOverride] = [:]
    for (name, rule) in settings["address_fields"]?.object ?? [:] {
      guard let field = AddressField(named: name), let rule = rule.string else { continue }
      overrides[field] = FieldOverride(rawValue: rule)
    }
    return overrides
  }
}

extension JSONObject {
  /// Given members replace those of this object, nulls too.
  func replacing(_ change: JSONObject) -> JSONObject {
    merging(change, nullRemoves: false)
  }
}
