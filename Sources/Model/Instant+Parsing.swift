extension Instant {
  /// Reads a time of RFC 3339, such as `2026-01-02T03:04:05Z` or `2026-01-02T04:04:05.25+01:00`.
  ///
  /// Any offset is taken and turned into UTC. Refused are more than six digits of a second's
  /// fraction, leap seconds, days that the calendar lacks, and years outside 0001 to 9999.
  ///
  /// - Parameter text: The time and nothing else.
  public init?(_ text: String) {
    var reader = DigitReader()
    let text = text.utf8Span.span
    guard let date = reader.date(text),
      reader.skips("T", or: "t", text),
      let hour = reader.number(digits: 2, text), hour < 24,
      reader.skips(":", text),
      let minute = reader.number(digits: 2, text), minute < 60,
      reader.skips(":", text),
      let second = reader.number(digits: 2, text), second < 60,
      let fraction = reader.microseconds(text),
      let offset = reader.offsetMinutes(text),
      reader.isAtEnd(text)
    else { return nil }
    let seconds = hour * 3600 + (minute - offset) * 60 + second
    let microseconds = Self.firstMicrosecond(of: date) + seconds * 1_000_000 + fraction
    guard Self.range.contains(microseconds) else { return nil }
    self.init(microseconds: microseconds)
  }

  /// Reads a date such as `2026-01-02` and gives the first microsecond of that day in UTC.
  package init?(date text: String) {
    var reader = DigitReader()
    let text = text.utf8Span.span
    guard let date = reader.date(text), reader.isAtEnd(text) else { return nil }
    self.init(microseconds: Self.firstMicrosecond(of: date))
  }

  private static func firstMicrosecond(of date: CalendarDate) -> Int64 {
    range.lowerBound + date.dayNumber * microsecondsInDay
  }
}

/// Reads the parts of a time from left to right.
private struct DigitReader {
  private var position = 0

  mutating func date(_ text: Span<UInt8>) -> CalendarDate? {
    guard let year = number(digits: 4, text),
      skips("-", text),
      let month = number(digits: 2, text),
      skips("-", text),
      let day = number(digits: 2, text)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  mutating func number(digits: Int, _ text: Span<UInt8>) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<digits {
      guard let digit = digit(text) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Reads the fraction of a second; none is zero.
  mutating func microseconds(_ text: Span<UInt8>) -> Int64? {
    guard skips(".", text) else { return 0 }
    guard var value = digit(text) else { return nil }
    var digits = 1
    while let digit = digit(text) {
      digits += 1
      guard digits <= 6 else { return nil }
      value = value * 10 + digit
    }
    for _ in digits..<6 {
      value *= 10
    }
    return value
  }

  /// Reads `Z` or an offset from UTC such as `+01:00`.
  mutating func offsetMinutes(_ text: Span<UInt8>) -> Int64? {
    if skips("Z", or: "z", text) { return 0 }
    let sign: Int64 = skips("-", text) ? -1 : 1
    guard sign < 0 || skips("+", text),
      let hours = number(digits: 2, text), hours < 24,
      skips(":", text),
      let minutes = number(digits: 2, text), minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }

  mutating func skips(_ one: Unicode.Scalar, or other: Unicode.Scalar, _ text: Span<UInt8>) -> Bool
  {
    skips(one, text) || skips(other, text)
  }

  mutating func skips(_ scalar: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  func isAtEnd(_ text: Span<UInt8>) -> Bool {
    position == text.count
  }

  private mutating func digit(_ text: Span<UInt8>) -> Int64? {
    guard position < text.count, case let digit = text[position] &- 0x30, digit < 10 else {
      return nil
    }
    position += 1
    return Int64(digit)
  }
}
