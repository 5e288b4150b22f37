/// The characters of postal codes as small numbers: 0–9, A–Z, blank, hyphen.
enum PostalSymbol {
  static let count = 38

  /// The number of an ASCII character, small letters as capitals; nil when it is in no postal code.
  static func of(ascii byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 0x41 + 10
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 0x61 + 10
    case UInt8(ascii: " "): 36
    case UInt8(ascii: "-"): 37
    default: nil
    }
  }

  /// Calls a body with the number of each character of a text until the body returns false.
  ///
  /// - Returns: Whether the text was walked to its end, all of it characters of postal codes.
  static func walk(_ text: String, _ body: (Int) -> Bool) -> Bool {
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        guard let symbol = of(ascii: UInt8(scalar.value)), body(symbol) else { return false }
      } else if scalar.properties.generalCategory == .decimalNumber {
        guard let value = scalar.properties.numericValue, body(Int(value)) else { return false }
      } else {
        for capital in scalar.properties.uppercaseMapping.unicodeScalars {
          guard capital.isASCII, let symbol = of(ascii: UInt8(capital.value)), body(symbol) else {
            return false
          }
        }
      }
    }
    return true
  }
}
