import Events
import Model

/// Configures a site.
///
/// What happened before stays as it was: settings count from here on. A setting that is cleared goes
/// back to its default.
public struct ConfigureSite: Decision {
  /// The site; it needs not have been named before.
  public var site: Code
  /// What people call it.
  public var name: Change<String> = .keep
  /// Whether somebody may order without an account; true by default.
  ///
  /// Does not bind the channels `administration` and `import`.
  public var guestCheckout: Change<Bool> = .keep
  /// Whether a guest's first order opens an account; false by default.
  public var autoRegister: Change<Bool> = .keep
  /// Whether an order without a login goes to the account with its e-mail; false by default.
  public var attachByEmail: Change<Bool> = .keep
  /// What happens when a guest orders with the e-mail of an account; `accept` by default.
  public var guestWithAccountEmail: Change<GuestEmailRule> = .keep
  /// The countries that orders may be billed to; all by default.
  public var billingCountries: Change<[CountryCode]> = .keep
  /// The countries that orders may be sent to; all by default.
  public var shippingCountries: Change<[CountryCode]> = .keep
  /// Rules for fields of addresses: given ones change, the rest stays.
  public var addressFields: Change<FieldRules> = .keep

  /// A change of a site, so far without any.
  public init(site: Code) {
    self.site = site
  }

  /// The command `site.configure`.
  public static let declaration = Declaration<ConfigureSite>(
    "site.configure",
    "Configures a site, from now on.",
    [
      Field(required: "site", \.site, "The site"),
      Field("name", \.name, "What people call it"),
      Field("guest_checkout", \.guestCheckout, "Whether one may order without an account"),
      Field("auto_register", \.autoRegister, "Whether a guest's first order opens an account"),
      Field(
        "attach_by_email",
        \.attachByEmail,
        "Whether orders without a login go to the account with their e-mail"
      ),
      Field(
        "guest_with_account_email",
        \.guestWithAccountEmail,
        "When a guest orders with an account's e-mail"
      ),
      Field("billing_countries", \.billingCountries, "Countries to bill to; all when cleared"),
      Field("shipping_countries", \.shippingCountries, "Countries to send to; all when cleared"),
      Field("address_fields", \.addressFields, "What becomes of fields of addresses"),
    ],
    empty: { ConfigureSite(site: "default") }
  )

  /// The site.
  public var subject: Subject? { .site(site) }

  /// Appends `SiteConfigured` with the settings that change; nothing when none does.
  public func decide(in context: inout DecisionContext) throws {
    do { try site.check() } catch { throw error.inside("site") }
    let state = try SiteState(site.text, in: context.history)
    context.extras["site"] = .string(site.text)
    var wanted = state.settings
    Self.set("name", name, in: &wanted)
    Self.set("guest_checkout", guestCheckout, in: &wanted)
    Self.set("auto_register", autoRegister, in: &wanted)
    Self.set("attach_by_email", attachByEmail, in: &wanted)
    Self.set("guest_with_account_email", guestWithAccountEmail, in: &wanted)
    try setCountries("billing_countries", billingCountries, in: &wanted)
    try setCountries("shipping_countries", shippingCountries, in: &wanted)
    try setAddressFields(in: &wanted)
    var changes = JSONObject()
    for (key, value) in wanted where state.settings[key] != value { changes[key] = value }
    guard !changes.isEmpty else { return }
    context.append(SiteConfigured(site: site.text, changes: changes))
  }

  private static func set<Value: FieldValue>(
    _ key: String,
    _ change: Change<Value>,
    in settings: inout JSONObject
  ) {
    switch change {
    case .keep: break
    case .clear: settings[key] = SiteState.defaults[key]
    case .set(let value): settings[key] = value.fieldJSON
    }
  }

  /// Each country once, in alphabetical order; no country stands for all, as a form sends it.
  private func setCountries(
    _ key: String,
    _ change: Change<[CountryCode]>,
    in settings: inout JSONObject
  ) throws(Refusal) {
    Self.set(key, change, in: &settings)
    guard let countries = change.value else { return }
    for (index, country) in countries.enumerated() {
      do { _ = try CountryCode(field: country.fieldJSON) } catch {
        throw error.inside("\(key)[\(index)]")
      }
    }
    let codes = Set(countries.map(\.text)).sorted()
    settings[key] = JSON.unlessEmpty(codes.map(JSON.string)) ?? .null
  }

  private func setAddressFields(in settings: inout JSONObject) throws(Refusal) {
    switch addressFields {
    case .keep: break
    case .clear: settings["address_fields"] = [:]
    case .set(let rules):
      do { try rules.check() } catch { throw error.inside("address_fields") }
      let before = settings["address_fields"]?.object ?? [:]
      settings["address_fields"] = .object(before.merging(rules.fieldJSON.object ?? [:]))
    }
  }
}
