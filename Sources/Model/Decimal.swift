/// Whole numbers as decimal digits.
enum Decimal {
  /// Appends a number without leading zeros.
  static func append(_ value: Int64, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(value.magnitude, width: 1, to: &bytes)
  }

  /// Appends a number, filled up with zeros on the left to a least number of digits.
  static func append(_ value: UInt64, width: Int, to bytes: inout [UInt8]) {
    // From the last digit to the first; 20 are the most that there can be.
    var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
    var first = digits.count
    var rest = value
    while rest > 0 || first == digits.count {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      first -= 1
      digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    first = max(0, min(first, digits.count - width))
    digits.span.extracting(first..<digits.count).withUnsafeBufferPointer {
      bytes.append(contentsOf: $0)
    }
  }
}
