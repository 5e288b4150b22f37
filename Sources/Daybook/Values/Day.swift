package import Model

/// A day of the calendar, such as `2026-03-01`.
public struct Day: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Year, month and day with hyphens.
  public let text: String

  /// A day that is checked when it is used.
  public init(stringLiteral value: String) {
    text = value
  }

  /// - Throws: `field_invalid` for what Swift code gives and is no day.
  func check(as field: String) throws(Refusal) {
    do { _ = try Day(field: fieldJSON) } catch { throw error.inside(field) }
  }
}

extension Day: FieldValue {
  package static var fieldKind: FieldKind { .day }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, Instant(date: text) != nil else {
      throw .invalid("must be a day such as 2026-03-01")
    }
    self.text = text
  }

  package var fieldJSON: JSON { .string(text) }
}
