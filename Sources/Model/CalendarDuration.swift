/// A span of ISO 8601 such as `P1Y` or `P1M15DT12H`: whole years, months, weeks, days, hours, minutes
/// and seconds, of which at least one is given.
package struct CalendarDuration: Sendable, Equatable {
  private var months: Int64 = 0
  private var days: Int64 = 0
  private var seconds: Int64 = 0

  /// Reads a span: numbers of one to nine digits, each unit at most once and in its order.
  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "P") else { return nil }
    var units = Array("YMWD".utf8)[...]
    var number: Int64 = 0
    var digits = 0
    var isTime = false
    var isComplete = false
    for byte in text.utf8.dropFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        guard digits <= 9 else { return nil }
        number = number * 10 + Int64(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "T") where !isTime && digits == 0:
        units = Array("HMS".utf8)[...]
        isTime = true
        isComplete = false
      default:
        guard digits > 0, let unit = units.firstIndex(of: byte) else { return nil }
        add(number, byte, isTime: isTime)
        units = units[(unit + 1)...]
        (number, digits, isComplete) = (0, 0, true)
      }
    }
    guard isComplete, digits == 0 else { return nil }
  }

  private mutating func add(_ number: Int64, _ unit: UInt8, isTime: Bool) {
    switch (unit, isTime) {
    case (UInt8(ascii: "Y"), _): months += number * 12
    case (UInt8(ascii: "M"), false): months += number
    case (UInt8(ascii: "W"), _): days += number * 7
    case (UInt8(ascii: "D"), _): days += number
    case (UInt8(ascii: "H"), _): seconds += number * 3600
    case (UInt8(ascii: "M"), true): seconds += number * 60
    default: seconds += number
    }
  }

  /// The time so long after another one; nil when it lies beyond the year 9999.
  ///
  /// Months come first, and a day that the month lacks becomes its last one: a month after 31 January
  /// is 28 or 29 February.
  package func end(from start: Instant) -> Instant? {
    guard let moved = start.advanced(byMonths: months) else { return nil }
    return moved.advanced(bySeconds: days * 86_400 + seconds)
  }
}
