package import Model

/// A country of ISO 3166-1 alpha-2, or one of AC, TA and XK.
public struct CountryCode: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Two letters; in upper case once it has been read from outside.
  public let text: String

  /// A country that is checked when it is used.
  public init(stringLiteral value: String) {
    text = Country.code(value) ?? value
  }
}

extension CountryCode: FieldValue {
  package static var fieldKind: FieldKind { .text }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, let code = Country.code(text) else {
      throw .invalid("must be a country code of ISO 3166-1 such as DK")
    }
    self.text = code
  }

  package var fieldJSON: JSON { .string(text) }
}
