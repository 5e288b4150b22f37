extension MemberScanner {
  /// The number in a range that ``scan(_:_:)`` gave, or nil when it holds none that fits.
  package static func integer(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard range.lowerBound >= 0, range.upperBound <= text.count else { return nil }
    var position = range.lowerBound
    let isNegative = position < range.upperBound && text[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    guard position < range.upperBound else { return nil }
    var value: Int64 = 0
    while position < range.upperBound {
      let digit = text[position] &- 0x30
      guard digit < 10 else { return nil }
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      // Counts downwards when negative, as the least number has no positive counterpart.
      let (sum, overflowsToo) = product.addingReportingOverflow(
        isNegative ? -Int64(digit) : Int64(digit)
      )
      guard !overflows, !overflowsToo else { return nil }
      value = sum
      position += 1
    }
    return value
  }

  /// The bytes of a key or string with its escapes resolved.
  ///
  /// - Parameters:
  ///   - text: The text that was scanned.
  ///   - range: A range that ``scan(_:_:)`` gave.
  /// - Returns: The bytes; as they stand in the text if an escape is malformed.
  package static func unescaped(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= text.count else { return [] }
    if let bytes = try? JSONParser.unescaped(text, range) { return bytes }
    return range.map { text[$0] }
  }
}
