/// A day of the Gregorian calendar, carried back to the year 1.
struct CalendarDate {
  let year: Int64
  let month: Int64
  let day: Int64

  /// Makes a date, or nil when the calendar lacks it or the year is not one of 1 to 9999.
  init?(year: Int64, month: Int64, day: Int64) {
    guard 1...9999 ~= year,
      1...12 ~= month,
      day >= 1, day <= Self.days(inMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Makes the date so many days after 0001-01-01.
  ///
  /// Years are counted from 1 March, so that the leap day is the last of its year and months have
  /// lengths that a straight line describes; 306 days lie between 1 March of the year 0 and
  /// 1 January of the year 1. A cycle of the calendar takes 400 years or 146097 days.
  init(dayNumber: Int64) {
    let days = dayNumber + 306
    let cycle = days / 146_097
    let dayOfCycle = days % 146_097
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
  }

  /// The days since 0001-01-01.
  var dayNumber: Int64 {
    let yearFromMarch = month <= 2 ? year - 1 : year
    let monthFromMarch = month <= 2 ? month + 9 : month - 3
    let leapDays = yearFromMarch / 4 - yearFromMarch / 100 + yearFromMarch / 400
    return 365 * yearFromMarch + leapDays + (153 * monthFromMarch + 2) / 5 + day - 1 - 306
  }

  /// The same day so many months later, or the last day of that month; nil outside the years 1 to 9999.
  func advanced(byMonths months: Int64) -> CalendarDate? {
    let (sum, overflows) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflows, sum >= 12, sum < 120_000 else { return nil }
    let (year, month) = (sum / 12, sum % 12 + 1)
    return CalendarDate(
      year: year,
      month: month,
      day: min(day, Self.days(inMonth: month, year: year))
    )
  }

  private static func days(inMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
