/// Walks the members of a canonical (RFC 8785) object without making values of them.
///
/// Meant for text that the ledger wrote itself and that is read by the million. It looks at no more
/// than it needs to find where members end: text that is not canonical is refused if that leads it
/// astray, and otherwise handed on as it stands.
package struct MemberScanner {
  /// What a value is, seen from its first byte.
  package enum Kind: Sendable, Equatable {
    case null
    case `true`
    case `false`
    case integer
    case string(hasEscapes: Bool)
    case array
    case object
  }

  private var position = 0

  /// Visits the members of an object in their order.
  ///
  /// - Parameters:
  ///   - text: The object in UTF-8, from its opening bracket to its closing one.
  ///   - body: Takes the ranges of key and value. Those of keys and strings lie within the quotes
  ///     and may hold escapes, for which there is ``unescaped(_:_:)``.
  /// - Throws: A `JSONError` where the text is not a canonical object, or what the body throws.
  package static func scan(
    _ text: Span<UInt8>,
    _ body: (_ key: Range<Int>, _ value: Range<Int>, _ kind: Kind) throws -> Void
  ) throws {
    var scanner = MemberScanner()
    try scanner.skip(UInt8(ascii: "{"), text)
    if scanner.next(text) != UInt8(ascii: "}") {
      repeat {
        let key = try scanner.string(text).range
        try scanner.skip(UInt8(ascii: ":"), text)
        let (value, kind) = try scanner.value(text)
        try body(key, value, kind)
      } while scanner.skips(UInt8(ascii: ","), text)
    }
    try scanner.skip(UInt8(ascii: "}"), text)
    guard scanner.position == text.count else { throw scanner.problem }
  }

  /// Visits the elements of an array in their order.
  ///
  /// - Parameters:
  ///   - text: The array in UTF-8, from its opening bracket to its closing one.
  ///   - body: Takes the range of an element, that of a string within the quotes.
  /// - Throws: A `JSONError` where the text is not a canonical array, or what the body throws.
  package static func scanElements(
    _ text: Span<UInt8>,
    _ body: (_ value: Range<Int>, _ kind: Kind) throws -> Void
  ) throws {
    var scanner = MemberScanner()
    try scanner.skip(UInt8(ascii: "["), text)
    if scanner.next(text) != UInt8(ascii: "]") {
      repeat {
        let (value, kind) = try scanner.value(text)
        try body(value, kind)
      } while scanner.skips(UInt8(ascii: ","), text)
    }
    try scanner.skip(UInt8(ascii: "]"), text)
    guard scanner.position == text.count else { throw scanner.problem }
  }

  private mutating func value(
    _ text: Span<UInt8>
  ) throws(JSONError) -> (range: Range<Int>, kind: Kind) {
    let start = position
    switch next(text) {
    case UInt8(ascii: "\""):
      let (range, hasEscapes) = try string(text)
      return (range, .string(hasEscapes: hasEscapes))
    case UInt8(ascii: "{"):
      try skipBrackets(text)
      return (start..<position, .object)
    case UInt8(ascii: "["):
      try skipBrackets(text)
      return (start..<position, .array)
    case UInt8(ascii: "n"): return (try word("null", text), .null)
    case UInt8(ascii: "t"): return (try word("true", text), .true)
    case UInt8(ascii: "f"): return (try word("false", text), .false)
    default:
      if next(text) == UInt8(ascii: "-") { position += 1 }
      let firstDigit = position
      while let byte = next(text), byte &- 0x30 < 10 {
        position += 1
      }
      guard position > firstDigit else { throw problem }
      return (start..<position, .integer)
    }
  }

  /// Steps over a string and tells where its content lies.
  private mutating func string(
    _ text: Span<UInt8>
  ) throws(JSONError) -> (range: Range<Int>, hasEscapes: Bool) {
    try skip(UInt8(ascii: "\""), text)
    let start = position
    var hasEscapes = false
    while let byte = next(text) {
      if byte == UInt8(ascii: "\"") {
        position += 1
        return (start..<position - 1, hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        position += 1
      }
      position += 1
    }
    throw problem
  }

  /// Steps over an array or object by counting brackets.
  private mutating func skipBrackets(_ text: Span<UInt8>) throws(JSONError) {
    var depth = 0
    while let byte = next(text) {
      switch byte {
      case UInt8(ascii: "\""):
        _ = try string(text)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return }
    }
    throw problem
  }

  private mutating func word(_ word: String, _ text: Span<UInt8>) throws(JSONError) -> Range<Int> {
    let start = position
    for byte in word.utf8 {
      try skip(byte, text)
    }
    return start..<position
  }

  private mutating func skip(_ byte: UInt8, _ text: Span<UInt8>) throws(JSONError) {
    guard skips(byte, text) else { throw problem }
  }

  private mutating func skips(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
    guard next(text) == byte else { return false }
    position += 1
    return true
  }

  private func next(_ text: Span<UInt8>) -> UInt8? {
    position < text.count ? text[position] : nil
  }

  private var problem: JSONError {
    JSONError(message: "the text is not canonical JSON", offset: position)
  }
}
