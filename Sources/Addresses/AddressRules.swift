package import Model

/// Tells what is wrong with addresses.
///
/// The rules are those of the address's country. They say nothing about whether a street or a place
/// exists, nor about names; a locality is free text. Addresses are only read: what was typed stays
/// as it was typed.
package enum AddressRules {
  /// Tells everything that is wrong or odd with an address at once.
  ///
  /// Members are read without the white space around them; an empty one counts as absent. The time
  /// is proportional to the length of the address, whatever stands in it.
  ///
  /// - Parameters:
  ///   - address: The members by their names, such as `postal_code`.
  ///   - overrides: What a site makes of fields; those without a part (``AddressField/adjustable``)
  ///     are left as they are.
  ///   - allowedCountries: The codes of the countries that the site serves, in capitals; nil for
  ///     all.
  /// - Returns: Problems and warnings, each in the order of the checks.
  package static func validate(
    _ address: JSONObject,
    overrides: [AddressField: FieldOverride] = [:],
    allowedCountries: Set<String>? = nil
  ) -> AddressFindings {
    let values = AddressValues(address)
    guard values.has(.countryCode) else {
      return AddressFindings(problems: [AddressFinding(.countryCode, .required)])
    }
    guard let territory = Territory.named(values[.countryCode]) else {
      return AddressFindings(problems: [AddressFinding(.countryCode, .unknownCountry)])
    }
    var check = AddressCheck(values: values, territory: territory, overrides: overrides)
    if let allowedCountries, !allowedCountries.contains(territory.code) {
      check.findings.problems.append(AddressFinding(.countryCode, .countryNotAllowed))
    }
    check.checkRequired()
    check.checkArea()
    check.checkPostalCode()
    check.checkEmpty()
    return check.findings
  }

  /// The area of an address in the form to store beside what was typed, such as `US-CA`; nil when
  /// the country has no list or the area is not on it.
  package static func canonicalArea(of address: JSONObject) -> String? {
    let values = AddressValues(address)
    return Territory.named(values[.countryCode])?.area(values[.administrativeArea])?.canonical
  }
}
