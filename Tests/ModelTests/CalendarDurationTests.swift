import Model
import Testing

/// Spans of ISO 8601, and where they lead from a time.
@Suite struct CalendarDurationTests {
  private static func end(_ span: String, _ start: String) -> String? {
    guard let span = CalendarDuration(span), let start = Instant(start) else { return nil }
    return span.end(from: start)?.text
  }

  @Test(arguments: [
    ("P1D", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00.000000Z"),
    ("P1W", "2026-12-28T10:00:00Z", "2027-01-04T10:00:00.000000Z"),
    ("P2W3D", "2026-01-01T00:00:00Z", "2026-01-18T00:00:00.000000Z"),
    ("PT36H", "2026-03-01T12:00:00Z", "2026-03-03T00:00:00.000000Z"),
    ("PT1M", "2026-03-01T23:59:30Z", "2026-03-02T00:00:30.000000Z"),
    ("P1M", "2026-03-01T23:59:30Z", "2026-04-01T23:59:30.000000Z"),
    ("P1DT12H30M5S", "2026-03-01T00:00:00.000001Z", "2026-03-02T12:30:05.000001Z"),
    ("P0D", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00.000000Z"),
    ("P1Y2M", "2025-12-15T08:00:00Z", "2027-02-15T08:00:00.000000Z"),
  ])
  func leadsSomewhere(span: String, start: String, end: String?) {
    #expect(Self.end(span, start) == end)
  }

  @Test(
    "a day that the month lacks becomes its last one",
    arguments: [
      ("P1M", "2026-01-31", "2026-02-28"), ("P1M", "2024-01-31", "2024-02-29"),
      ("P2M", "2026-01-31", "2026-03-31"), ("P3M", "2026-01-31", "2026-04-30"),
      ("P1M", "2026-03-31", "2026-04-30"), ("P1M", "2026-02-28", "2026-03-28"),
      ("P1Y", "2024-02-29", "2025-02-28"), ("P4Y", "2024-02-29", "2028-02-29"),
      ("P12M", "2024-02-29", "2025-02-28"), ("P1Y", "1999-02-28", "2000-02-28"),
      ("P100Y", "2000-02-29", "2100-02-28"), ("P1M", "2026-12-31", "2027-01-31"),
      ("P1M1D", "2026-01-31", "2026-03-01"),
    ]
  )
  func endsOfMonths(span: String, start: String, end: String) {
    #expect(Self.end(span, start + "T12:34:56.789012Z") == end + "T12:34:56.789012Z")
  }

  @Test(
    "nothing lies beyond the year 9999",
    arguments: [
      ("P1Y", "9999-01-01T00:00:00Z", nil), ("P999999999Y", "2026-01-01T00:00:00Z", nil),
      ("P999999999Y999999999M999999999W999999999DT999999999H", "2026-01-01T00:00:00Z", nil),
      ("P1D", "9999-12-31T00:00:00Z", nil), ("PT1S", "9999-12-31T23:59:59.999999Z", nil),
      ("PT23H", "9999-12-31T00:00:00Z", "9999-12-31T23:00:00.000000Z"),
      ("P7973Y", "2026-12-31T00:00:00Z", "9999-12-31T00:00:00.000000Z"),
    ]
  )
  func lastYear(span: String, start: String, end: String?) {
    #expect(Self.end(span, start) == end)
  }

  @Test(arguments: [
    "", "P", "PT", "P1", "P1DT", "1Y", "p1y", "P1y", "P1M1Y", "P1Y1Y", "P-1Y", "P+1Y", "P1H",
    "PT1D", "PTT1H", "P1YT", "P1.5Y", "P1,5D", "P 1Y", "P1Y ", " P1Y", "PY", "P1234567890Y",
    "P0000000001Y", "PT1S1M", "P1D1W", "P\u{0661}Y", "P1Y\0", "P1YP1Y", "P1T1H",
  ])
  func refuses(text: String) {
    #expect(CalendarDuration(text) == nil)
  }

  @Test("the same span may be written in several ways")
  func sameness() {
    #expect(CalendarDuration("P12M") == CalendarDuration("P1Y"))
    #expect(CalendarDuration("P2W") == CalendarDuration("P14D"))
    #expect(CalendarDuration("P1M") != CalendarDuration("PT1M"))
  }
}
