import Foundation
import Model
import Testing

/// Times and their texts.
@Suite struct InstantTests {
  private static let first: Int64 = -62_135_596_800_000_000
  private static let last: Int64 = 253_402_300_799_999_999

  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000000Z"),
    ("2026-01-02T03:04:05.000006Z", 1_767_323_045_000_006, "2026-01-02T03:04:05.000006Z"),
    ("1985-04-12T23:20:50.52Z", 482_196_050_520_000, "1985-04-12T23:20:50.520000Z"),
    ("1996-12-19T16:39:57-08:00", 851_042_397_000_000, "1996-12-20T00:39:57.000000Z"),
    ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130_000, "1937-01-01T11:40:27.870000Z"),
    ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"),
    ("2000-02-29t23:59:59.1z", 951_868_799_100_000, "2000-02-29T23:59:59.100000Z"),
    ("2026-01-01T00:00:00-00:00", 1_767_225_600_000_000, "2026-01-01T00:00:00.000000Z"),
    ("0001-01-01T00:00:00Z", first, "0001-01-01T00:00:00.000000Z"),
    ("9999-12-31T23:59:59.999999Z", last, "9999-12-31T23:59:59.999999Z"),
    ("9999-12-31T23:59:59.999999+23:59", last - 86_340_000_000, "9999-12-31T00:00:59.999999Z"),
  ])
  func readsAndWrites(text: String, microseconds: Int64, written: String) throws {
    let instant = try #require(Instant(text))
    #expect(instant.microseconds == microseconds)
    #expect(instant.text == written)
    #expect(Instant(written) == instant)
  }

  @Test(arguments: [
    "", "2026", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02 03:04:05Z", "2026-01-02T03:04Z",
    "2026-1-02T03:04:05Z", "2026-01-02T3:04:05Z", "26-01-02T03:04:05Z", "2026-01-02T03:04:05ZZ",
    " 2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z ", "2026-01-02T03:04:05.Z",
    "2026-01-02T03:04:05.1234567Z", "2026-01-02T03:04:05,5Z", "2026-01-02T24:00:00Z",
    "2026-01-02T03:60:00Z", "2026-01-02T03:04:60Z", "2016-12-31T23:59:60Z",
    "2026-00-02T03:04:05Z", "2026-13-02T03:04:05Z", "2026-01-00T03:04:05Z", "2026-01-32T03:04:05Z",
    "2026-04-31T03:04:05Z", "2026-02-29T03:04:05Z", "1900-02-29T03:04:05Z", "2100-02-29T03:04:05Z",
    "2026-01-02T03:04:05+1:00", "2026-01-02T03:04:05+0100", "2026-01-02T03:04:05+24:00",
    "2026-01-02T03:04:05+01:60", "2026-01-02T03:04:05+01:00Z", "2026-01-02T03:04:05+",
    "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    "+2026-01-02T03:04:05Z", "-026-01-02T03:04:05Z", "２026-01-02T03:04:05Z",
    "2026-01-02T03:04:05\0Z",
  ])
  func refuses(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func agreesWithFoundation() throws {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
    var random = SeededGenerator()
    for _ in 0..<3000 {
      let seconds = Int64.random(in: Self.first / 1_000_000...Self.last / 1_000_000, using: &random)
      let fraction = Int64.random(in: 0...999_999, using: &random)
      let instant = Instant(microseconds: seconds * 1_000_000 + fraction)
      let text = instant.text
      #expect(text.utf8.count == 27)
      #expect(Instant(text) == instant)
      // Foundation changes to the Julian calendar before 15 October 1582.
      guard seconds >= -12_219_292_800 else { continue }
      let date = Date(timeIntervalSince1970: Double(seconds))
      #expect(style.format(date).prefix(19) == text.prefix(19))
    }
  }

  /// Walks through every day there is, with a calendar that knows nothing but the leap rule.
  @Test func knowsEveryDay() throws {
    var day = Self.first
    for year in 1...9999 {
      let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      // Whole years around the edges of centuries, the ends of months elsewhere.
      let isWhole = year < 6 || year > 9990 || [0, 1, 99].contains(year % 100)
      for (month, length) in zip(1..., lengths) {
        for number in 1...length {
          defer { day += 86_400_000_000 }
          guard isWhole || number == 1 || number == length else { continue }
          let written = Instant(microseconds: day).text
          guard written.hasSuffix("T00:00:00.000000Z"),
            Instant(date: String(written.prefix(10)))?.microseconds == day,
            written.split(separator: "T")[0].split(separator: "-").map({ Int($0) })
              == [year, month, number]
          else {
            Issue.record("\(year)-\(month)-\(number) is written \(written)")
            return
          }
        }
      }
    }
    #expect(day == Self.last + 1)
  }

  @Test func readsDates() {
    #expect(Instant(date: "1970-01-02")?.microseconds == 86_400_000_000)
    for text in ["", "1970-01-02T", "1970-02-30", "0000-01-01", "1970-1-2", "1970-01-02 "] {
      #expect(Instant(date: text) == nil)
    }
  }

  @Test func writesTheNearestWhenBeyondTheCalendar() {
    #expect(Instant(microseconds: .min).text == "0001-01-01T00:00:00.000000Z")
    #expect(Instant(microseconds: .max).text == "9999-12-31T23:59:59.999999Z")
  }

  @Test func advances() {
    let epoch = Instant(microseconds: 0)
    #expect(epoch.advanced(bySeconds: -1)?.microseconds == -1_000_000)
    #expect(epoch.advanced(bySeconds: .max) == nil)
    #expect(epoch.advanced(bySeconds: .min) == nil)
    #expect(Instant(microseconds: .max).advanced(bySeconds: 1) == nil)
    #expect(Instant(microseconds: Self.last).advanced(bySeconds: 1) == nil)
    #expect(Instant(microseconds: Self.first).advanced(bySeconds: -1) == nil)
    #expect(epoch < Instant(microseconds: 1))
  }

  @Test func readsTheClock() {
    let seconds = Double(Instant.now().microseconds) / 1_000_000
    #expect(abs(seconds - Date().timeIntervalSince1970) < 60)
  }
}
