/// What a country's template can name: a letter that stands for one field or for several.
package enum AddressPart: Int, CaseIterable, Sendable {
  case name
  case organization
  case street
  case dependentLocality
  case locality
  case administrativeArea
  case postalCode
  case sortingCode

  /// Finds a part by its letter in the table.
  init?(letter: UInt8) {
    switch letter {
    case UInt8(ascii: "N"): self = .name
    case UInt8(ascii: "O"): self = .organization
    case UInt8(ascii: "A"): self = .street
    case UInt8(ascii: "D"): self = .dependentLocality
    case UInt8(ascii: "C"): self = .locality
    case UInt8(ascii: "S"): self = .administrativeArea
    case UInt8(ascii: "Z"): self = .postalCode
    case UInt8(ascii: "X"): self = .sortingCode
    default: return nil
    }
  }

  /// The fields that make up the part, in the order in which forms ask for them.
  package var fields: [AddressField] {
    switch self {
    case .name: [.givenName, .additionalName, .familyName]
    case .organization: [.organization]
    case .street: [.addressLine1, .addressLine2, .addressLine3]
    case .dependentLocality: [.dependentLocality]
    case .locality: [.locality]
    case .administrativeArea: [.administrativeArea]
    case .postalCode: [.postalCode]
    case .sortingCode: [.sortingCode]
    }
  }

  /// The field that is named when the part is missing.
  package var firstField: AddressField {
    switch self {
    case .name: .givenName
    case .organization: .organization
    case .street: .addressLine1
    case .dependentLocality: .dependentLocality
    case .locality: .locality
    case .administrativeArea: .administrativeArea
    case .postalCode: .postalCode
    case .sortingCode: .sortingCode
    }
  }
}
