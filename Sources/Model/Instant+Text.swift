extension Instant {
  /// The instant as RFC 3339 writes it, always in 27 bytes: `2026-01-02T03:04:05.000006Z`.
  ///
  /// Before the year 0001 it is the first, after 9999 the last instant that can be written.
  public var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the 27 bytes of ``text``.
  package func append(to bytes: inout [UInt8]) {
    let value = min(max(microseconds, Self.range.lowerBound), Self.range.upperBound)
    let sinceFirst = value - Self.range.lowerBound
    let date = CalendarDate(dayNumber: sinceFirst / Self.microsecondsInDay)
    let time = sinceFirst % Self.microsecondsInDay
    let seconds = time / 1_000_000

    func append(_ value: Int64, width: Int, _ separator: Unicode.Scalar) {
      Decimal.append(value.magnitude, width: width, to: &bytes)
      bytes.append(UInt8(ascii: separator))
    }
    append(date.year, width: 4, "-")
    append(date.month, width: 2, "-")
    append(date.day, width: 2, "T")
    append(seconds / 3600, width: 2, ":")
    append(seconds / 60 % 60, width: 2, ":")
    append(seconds % 60, width: 2, ".")
    append(time % 1_000_000, width: 6, "Z")
  }
}
