extension JSONParser {
  /// Resolves the escape `\uXXXX`, or the pair of them, that begins a range.
  ///
  /// - Returns: The position behind it.
  static func unescapeUnicode(
    _ text: Span<UInt8>,
    _ range: Range<Int>,
    to bytes: inout [UInt8]
  ) throws(JSONError) -> Int {
    let start = range.lowerBound
    guard let first = codeUnit(text, range) else {
      throw JSONError(message: "four hexadecimal digits must follow \\u", offset: start)
    }
    if first == 0 {
      throw JSONError(message: "the character U+0000 is not allowed", offset: start)
    }
    if let scalar = Unicode.Scalar(first) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      return start + 6
    }
    guard first < 0xDC00,
      range.count >= 12,
      let second = codeUnit(text, start + 6..<range.upperBound),
      0xDC00..<0xE000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else {
      throw JSONError(message: "a surrogate may not stand alone", offset: start)
    }
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return start + 12
  }

  /// The UTF-16 code unit that the escape at the start of a range stands for.
  private static func codeUnit(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    let start = range.lowerBound
    guard range.count >= 6,
      text[start] == UInt8(ascii: "\\"),
      text[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for place in start + 2..<start + 6 {
      guard let digit = Hexadecimal.value(text[place]) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
