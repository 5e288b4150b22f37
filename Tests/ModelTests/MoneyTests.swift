import Model
import Testing

/// Amounts, and the tables of countries and currencies.
@Suite struct MoneyTests {
  @Test(arguments: [
    (1234, "USD", "12.34 USD"), (5, "EUR", "0.05 EUR"), (-5, "EUR", "-0.05 EUR"),
    (0, "EUR", "0.00 EUR"),
    (1234, "JPY", "1234 JPY"), (0, "JPY", "0 JPY"), (-1234, "KWD", "-1.234 KWD"),
    (1, "CLF", "0.0001 CLF"), (123_456_789, "USD", "1234567.89 USD"), (7, "???", "7 ???"),
    (Int64.max, "USD", "92233720368547758.07 USD"), (Int64.min, "USD", "-92233720368547758.08 USD"),
  ])
  func writesAmounts(amount: Int64, currency: String, text: String) {
    #expect(Money(amount: amount, currency: currency).text == text)
  }

  @Test func knowsCurrencies() {
    #expect(Currency.code("usd") == "USD")
    #expect(Currency.code("Eur") == "EUR")
    for text in ["", "US", "USDD", " USD", "XAU", "XTS", "XXX", "DEM", "BGN", "\u{212A}ES"] {
      #expect(Currency.code(text) == nil)
      #expect(Currency.minorDigits(text) == nil)
    }
    let codes = Self.words(3).filter { Currency.code($0) != nil }
    #expect(codes.count == 165)
    #expect(codes.allSatisfy { [0, 2, 3, 4].contains(Currency.minorDigits($0)) })
    #expect(codes.count { Currency.minorDigits($0) == 0 } == 17)
    #expect(codes.count { Currency.minorDigits($0) == 3 } == 7)
    #expect(codes.filter { Currency.minorDigits($0) == 4 } == ["CLF", "UYW"])
  }

  @Test func knowsCountries() {
    #expect(Country.code("gb") == "GB")
    #expect(Country.code("De") == "DE")
    for text in ["", "G", "GBR", "UK", "EU", "ZZ", "G ", "#I", "\u{212A}E"] {
      #expect(Country.code(text) == nil)
    }
    #expect(["AC", "TA", "XK"].allSatisfy { Country.code($0) == $0 })
    #expect(Self.words(2).count { Country.code($0) != nil } == 249 + 3)
  }

  /// All words of so many letters from A to Z.
  private static func words(_ length: Int) -> [String] {
    guard length > 0 else { return [""] }
    let letters = (0x41...0x5A).compactMap { Unicode.Scalar($0).map(String.init) }
    return words(length - 1).flatMap { word in letters.map { word + $0 } }
  }
}
