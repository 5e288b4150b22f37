package import Model

/// A currency of ISO 4217.
public struct CurrencyCode: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Three letters; in upper case once it has been read from outside.
  public let text: String

  /// A currency that is checked when it is used.
  public init(stringLiteral value: String) {
    text = Currency.code(value) ?? value
  }
}

extension CurrencyCode: FieldValue {
  package static var fieldKind: FieldKind { .text }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string else { throw .invalid("must be a text") }
    guard let code = Currency.code(text) else {
      throw .invalid("must be a currency code of ISO 4217 such as EUR")
    }
    self.text = code
  }

  package var fieldJSON: JSON { .string(text) }
}
