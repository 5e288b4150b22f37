/// An amount of one currency.
public struct Money: Sendable, Hashable {
  /// The amount in minor units, such as cents.
  public var amount: Int64
  /// The code of ISO 4217, in upper case.
  public var currency: String

  /// Makes an amount in minor units of a currency, given by its code in upper case.
  public init(amount: Int64, currency: String) {
    self.amount = amount
    self.currency = currency
  }

  /// The amount in major units and the currency, without grouping: `-12.34 USD`.
  ///
  /// The amount of an unknown currency is shown in minor units.
  public var text: String {
    let digits = Currency.minorDigits(currency) ?? 0
    var bytes: [UInt8] = []
    if amount < 0 { bytes.append(UInt8(ascii: "-")) }
    Decimal.append(amount.magnitude, width: digits + 1, to: &bytes)
    if digits > 0 { bytes.insert(UInt8(ascii: "."), at: bytes.count - digits) }
    return String(decoding: bytes, as: UTF8.self) + " " + currency
  }
}
