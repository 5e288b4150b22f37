package import Model

/// What a field of a customer, profile or order held at a point of history.
package enum FieldContent: Sendable, Equatable {
  /// A value; null for nothing.
  case value(JSON)
  /// Personal data that an erasure took away: whether anything stood here is not known any more.
  case erased

  package static let nothing = FieldContent.value(.null)

  /// The value, null as well for what is erased.
  package var json: JSON {
    if case .value(let json) = self { json } else { .null }
  }

  package var isErased: Bool { self == .erased }
}
