import Daybook
import Model

/// A value as people read it.
enum Cell {
  /// `2026-01-02 03:04:05Z`, without the fraction of the second.
  static func time(_ instant: Instant) -> String {
    let text = instant.text
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))Z"
  }

  /// Any JSON value; times are recognised by their exact form.
  static func text(_ json: JSON) -> String {
    switch json {
    case .null: ""
    case .boolean(let value): value ? "yes" : "no"
    case .integer(let value): String(value)
    case .string(let value):
      if value.utf8.count == 27, let instant = Instant(value) {
        time(instant)
      } else {
        Plain.text(value)
      }
    case .array(let elements):
      elements.allSatisfy(isScalar)
        ? elements.map(text).joined(separator: ", ") : Plain.text(json.canonicalText)
    case .object: Plain.text(json.canonicalText)
    }
  }

  /// `12.34 USD`.
  static func money(_ amount: JSON, _ currency: JSON) -> String {
    guard let amount = amount.integer else { return text(amount) }
    guard let currency = currency.string else { return String(amount) }
    return Plain.text(Money(amount: amount, currency: currency).text)
  }

  /// `+12.34 USD`, for what is added or taken away.
  static func signedMoney(_ amount: JSON, _ currency: JSON) -> String {
    ((amount.integer ?? 0) > 0 ? "+" : "") + money(amount, currency)
  }

  /// `1 event`, `1,204 events`.
  static func events(_ count: Int64) -> String {
    "\(Self.count(count)) event\(count == 1 ? "" : "s")"
  }

  /// `1,204`.
  static func count(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (number < 0 ? "-" : "") + ([rest] + groups).joined(separator: ",")
  }

  private static func isScalar(_ json: JSON) -> Bool {
    switch json {
    case .array, .object: false
    default: true
    }
  }
}
