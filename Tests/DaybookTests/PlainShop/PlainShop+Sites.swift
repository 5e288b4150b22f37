import Addresses
import Model

extension PlainShop {
  /// What a site asks for; one that was never configured asks for the usual.
  func site(_ code: String) -> PlainSite { sites[code] ?? PlainSite() }

  mutating func configureSite(_ c: PlainCommand) throws {
    let code = c["site"].string ?? ""
    var site = site(code)
    let usual = PlainSite()
    if c.has("name") { site.name = c["name"] }
    if c.has("guest_checkout") {
      site.guestCheckout = c["guest_checkout"].boolean ?? usual.guestCheckout
    }
    if c.has("auto_register") { site.autoRegister = c["auto_register"].boolean ?? false }
    if c.has("attach_by_email") { site.attachByEmail = c["attach_by_email"].boolean ?? false }
    if c.has("guest_with_account_email") {
      site.guestWithAccountEmail = c["guest_with_account_email"].string ?? "accept"
    }
    if c.has("billing_countries") { site.billingCountries = Self.countries(c["billing_countries"]) }
    if c.has("shipping_countries") {
      site.shippingCountries = Self.countries(c["shipping_countries"])
    }
    if c.has("address_fields") {
      site.addressFields =
        c["address_fields"].isNull ? [:] : merged(site.addressFields, c["address_fields"])
    }
    if site != self.site(code) { sites[code] = site }
  }

  private static func countries(_ list: JSON) -> [String] {
    Set((list.array ?? []).compactMap { $0.string?.uppercased() }).sorted()
  }

  /// Whether an address breaks the rules of its country or of a site.
  func isInvalid(_ address: JSONObject, _ site: String) -> Bool {
    var overrides: [AddressField: FieldOverride] = [:]
    for (name, override) in self.site(site).addressFields {
      guard let field = AddressField(named: name) else { continue }
      overrides[field] = FieldOverride(rawValue: override.string ?? "")
    }
    return !AddressRules.validate(address, overrides: overrides).problems.isEmpty
  }

  /// Whether a site serves the country of an address for a usage.
  func serves(_ address: JSONObject, _ usage: String, _ site: String) -> Bool {
    let site = self.site(site)
    let countries = usage == "billing" ? site.billingCountries : site.shippingCountries
    guard let country = address["country_code"]?.string else { return true }
    return countries.isEmpty || countries.contains(country)
  }
}
