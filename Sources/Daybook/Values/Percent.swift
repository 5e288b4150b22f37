package import Model

/// A share of 0 to 100 percent, whole.
public struct Percent: Sendable, Hashable, ExpressibleByIntegerLiteral {
  /// The number before the sign.
  public let number: Int64

  /// A share that is checked when it is used.
  public init(integerLiteral value: Int64) {
    number = value
  }
}

extension Percent: FieldValue {
  package static var fieldKind: FieldKind { .integer }

  package init(field json: JSON) throws(Refusal) {
    number = try Int64(field: json)
    guard (0...100).contains(number) else { throw .invalid("must be 0 to 100") }
  }

  package var fieldJSON: JSON { .integer(number) }
}
