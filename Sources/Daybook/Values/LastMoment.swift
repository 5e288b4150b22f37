public import Model

/// Until when something holds: a time, or a day, which counts to its end in UTC.
public struct LastMoment: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The time, or the day as `2026-03-01`.
  public let text: String

  /// A time or day that is checked when it is used.
  public init(stringLiteral value: String) {
    text = value
  }

  /// A time.
  public init(_ time: Instant) {
    text = time.text
  }

  /// The last instant that counts; nil for a text that is no time or day.
  var instant: Instant? { Instant(text) ?? Instant(date: text)?.endOfDay }

  /// The same in the form in which it is kept.
  ///
  /// - Throws: `field_invalid` for what Swift code gives and is no time or day.
  func checked(as field: String) throws(Refusal) -> LastMoment {
    do { return try LastMoment(field: fieldJSON) } catch { throw error.inside(field) }
  }
}

extension LastMoment: FieldValue {
  package static var fieldKind: FieldKind { .time }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string else { throw .invalid("must be a text") }
    if let time = Instant(text) {
      self.text = time.text
    } else if Instant(date: text) != nil {
      self.text = text
    } else {
      throw .invalid("must be a time such as 2026-03-01T12:00:00Z, or a day such as 2026-03-01")
    }
  }

  package var fieldJSON: JSON { .string(text) }
}
