package import Model

/// What people call an order: unique per site, given as a text or a whole number.
public struct OrderNumber: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The number as text.
  public let text: PublicText

  /// A number that is checked when it is used.
  public init(_ text: String) {
    self.text = PublicText(text)
  }

  /// A number that is checked when it is used.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension OrderNumber: FieldValue {
  package static var fieldKind: FieldKind { .text }

  package init(field json: JSON) throws(Refusal) {
    if let number = json.integer {
      text = PublicText("\(number)")
    } else {
      text = try PublicText(field: json)
    }
  }

  package var fieldJSON: JSON { text.fieldJSON }
}
