internal import Model

/// A member of an address.
///
/// The cases stand in the order of their names, which is the order of the members of a JSON object.
package enum AddressField: Int, CaseIterable, Sendable {
  case additionalName
  case addressLine1
  case addressLine2
  case addressLine3
  case administrativeArea
  case countryCode
  case dependentLocality
  case familyName
  case givenName
  case locale
  case locality
  case organization
  case postalCode
  case sortingCode

  static let names = [
    "additional_name", "address_line1", "address_line2", "address_line3", "administrative_area",
    "country_code", "dependent_locality", "family_name", "given_name", "locale", "locality",
    "organization", "postal_code", "sorting_code",
  ]

  /// The name of the member, such as `postal_code`.
  package var name: String { Self.names[rawValue] }

  /// Finds a field by the name of the member.
  package init?(named name: String) {
    guard let index = Self.names.firstIndex(where: name.isSame) else { return nil }
    self.init(rawValue: index)
  }

  /// The part of the printed address that the field belongs to; the country code and the locale
  /// belong to none.
  package var part: AddressPart? {
    switch self {
    case .givenName, .additionalName, .familyName: .name
    case .organization: .organization
    case .addressLine1, .addressLine2, .addressLine3: .street
    case .dependentLocality: .dependentLocality
    case .locality: .locality
    case .administrativeArea: .administrativeArea
    case .postalCode: .postalCode
    case .sortingCode: .sortingCode
    case .countryCode, .locale: nil
    }
  }

  /// The fields that a site may hide, make optional or require.
  package static let adjustable = allCases.filter { $0.part != nil }
}
