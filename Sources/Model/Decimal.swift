/// Whole numbers as decimal digits.
enum Decimal {
  /// Appends a number without leading zeros.
  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(value.magnitude, width: 1, to: &bytes)
  }

  /// Appends a number, filled up with zeros on the left to a least number of digits.
  static func append(_ value: UInt64, width: Int, to bytes: inout [UInt8]) {
    var power: UInt64 = 1
    var digits = 1
    while digits < 20, value / power >= 10 {
      power *= 10
      digits += 1
    }
    for _ in 0..<max(0, width - digits) {
      bytes.append(UInt8(ascii: "0"))
    }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / power % 10))
      power /= 10
    }
  }
}
