extension JSONParser {
  /// Reads a number that begins at the position.
  mutating func integer(_ text: Span<UInt8>) throws(JSONError) -> Int64 {
    let start = position
    let isNegative = text[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let firstDigit = position
    var magnitude: Int64 = 0
    while position < text.count, case let digit = text[position] &- 0x30, digit < 10 {
      // Saturates just above the limit, so that no number of digits overflows.
      magnitude = min(magnitude * 10 + Int64(digit), JSON.greatestInteger + 1)
      position += 1
    }
    guard position > firstDigit else { throw problem("a digit is expected") }
    if position < text.count {
      switch text[position] {
      case UInt8(ascii: "."): throw problem("a fraction is not allowed")
      case UInt8(ascii: "e"), UInt8(ascii: "E"): throw problem("an exponent is not allowed")
      default: break
      }
    }
    if text[firstDigit] == 0x30, position > firstDigit + 1 {
      throw JSONError(message: "a number may not begin with 0", offset: firstDigit)
    }
    if isNegative, magnitude == 0 {
      throw JSONError(message: "-0 is not allowed", offset: start)
    }
    guard magnitude <= JSON.greatestInteger else {
      throw JSONError(message: "a number beyond ±(2^53-1) is not allowed", offset: start)
    }
    return isNegative ? -magnitude : magnitude
  }
}
