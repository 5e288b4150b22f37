import Addresses
import Model

/// An address of an order, with its path in the command.
struct PlacedAddress {
  let path: String
  let usage: Usage
  let address: JSONObject
}

extension DecisionContext {
  /// Compares the countries of an order's addresses with those that its site serves.
  ///
  /// - Returns: On the channel `import` what is wrong, for the event to record; elsewhere it is
  ///   refused with `country_not_allowed`.
  mutating func checkCountries(of addresses: [PlacedAddress], on site: String) throws -> [JSON] {
    let settings = try settings(of: site)
    var problems: [JSON] = []
    var countries: [JSON] = []
    for placed in addresses {
      let country = placed.address["country_code"]?.string
      guard let allowed = settings.countries(for: placed.usage), !allowed.contains(country ?? "")
      else { continue }
      problems.append(AddressFinding(.countryCode, .countryNotAllowed).json(path: placed.path))
      countries.append(JSON(country))
    }
    guard let first = countries.first else { return [] }
    guard provenance.channel != .import else {
      warnings += problems
      return problems
    }
    let place = problems.first?["path"].string ?? ""
    throw Refusal(
      .countryNotAllowed,
      "The site \(site) does not serve \(first.string ?? "no country"), the country of \(place).",
      details: ["site": .string(site), "country": first, "problems": .array(problems)]
    )
  }
}
