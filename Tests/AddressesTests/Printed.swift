import Addresses
import Model

/// What a letter from abroad shows.
func label(
  _ address: JSONObject,
  from origin: String? = nil,
  in ownName: String? = nil
) -> [String] {
  AddressFormat.lines(address, style: .label(origin: origin, countryName: ownName))
}

/// What a screen shows.
func display(_ address: JSONObject) -> [String] {
  AddressFormat.lines(address)
}

/// Problems and warnings as `field: problem`, sorted.
func findings(
  _ address: JSONObject,
  overrides: [AddressField: FieldOverride] = [:],
  allowedCountries: Set<String>? = nil
) -> [String] {
  let findings = AddressRules.validate(
    address,
    overrides: overrides,
    allowedCountries: allowedCountries
  )
  return (findings.problems + findings.warnings)
    .map { "\($0.field.name): \($0.problem.rawValue)" }.sorted()
}

extension JSONObject {
  /// The address with other values; nil takes a field away.
  func with(_ changes: [String: String?]) -> JSONObject {
    var result = self
    for (key, value) in changes {
      if let value { result[key] = .string(value) } else { result[key] = nil }
    }
    return result
  }
}
