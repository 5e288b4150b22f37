#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A point in time, in whole microseconds of UTC.
///
/// Texts know the years 0001 to 9999 only, and no leap seconds.
public struct Instant: Sendable, Hashable, Comparable {
  /// The microseconds since 1970-01-01T00:00:00Z, negative before.
  public var microseconds: Int64

  /// Makes an instant of the microseconds since 1970-01-01T00:00:00Z.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The time that the system's clock shows (`clock_gettime`).
  public static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000)
  }

  /// The instant so many seconds later, or nil when it lies outside the years 0001 to 9999.
  package func advanced(bySeconds seconds: Int64) -> Instant? {
    let (delta, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, overflowsToo) = microseconds.addingReportingOverflow(delta)
    guard !overflows, !overflowsToo, Self.range.contains(sum) else { return nil }
    return Instant(microseconds: sum)
  }

  /// The same time of day so many months later, on the last day of a month that lacks the day; nil when
  /// it lies outside the years 0001 to 9999.
  package func advanced(byMonths months: Int64) -> Instant? {
    guard Self.range.contains(microseconds) else { return nil }
    let (days, time) = (microseconds - Self.range.lowerBound)
      .quotientAndRemainder(dividingBy: Self.microsecondsInDay)
    guard let date = CalendarDate(dayNumber: days).advanced(byMonths: months) else { return nil }
    return Instant(
      microseconds: Self.range.lowerBound + date.dayNumber * Self.microsecondsInDay + time
    )
  }

  /// The last microsecond of the day in UTC that this instant belongs to.
  package var endOfDay: Instant {
    let time = (microseconds &- Self.range.lowerBound) % Self.microsecondsInDay
    return Instant(microseconds: microseconds &- time &+ Self.microsecondsInDay &- 1)
  }

  /// Tells which of two instants is the earlier.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }

  /// The microseconds that have a text: 0001-01-01T00:00:00.000000Z to 9999-12-31T23:59:59.999999Z.
  static let range: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

  static let microsecondsInDay: Int64 = 86_400_000_000
}
