import Model

/// Finds where the parts of canonical JSON text end (RFC 8785: no white space) without making values.
///
/// For text that the ledger wrote itself and that is read by the million: it looks at no more than
/// it needs to. Positions stay in local variables and wrap on overflow, as this is where a rebuild
/// spends most of its own time.
enum CanonicalText {
  /// The position behind one certain byte.
  static func end(
    of byte: UInt8,
    _ text: Span<UInt8>,
    at position: Int
  ) throws(JSONError) -> Int {
    guard position < text.count, text[position] == byte else { throw problem(position) }
    return position &+ 1
  }

  /// The position behind the closing quote of a string, and whether there are escapes in it; to be
  /// asked with the position behind its opening quote.
  static func endOfString(
    _ text: Span<UInt8>,
    from start: Int
  ) throws(JSONError) -> (end: Int, hasEscapes: Bool) {
    var position = start
    var hasEscapes = false
    while true {
      position = firstQuoteOrEscape(text, from: position)
      guard position < text.count else { throw problem(position) }
      let byte = text[position]
      position &+= 1
      if byte == UInt8(ascii: "\"") { return (position, hasEscapes) }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        position &+= 1
      }
    }
  }

  /// The position of the next `"` or `\`, or one that is not behind it and less than eight bytes before
  /// the end.
  @inline(__always)
  private static func firstQuoteOrEscape(_ text: Span<UInt8>, from start: Int) -> Int {
    let bytes = text.bytes
    var position = start
    while position &+ 8 <= bytes.byteCount {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      let found = zeroes(word ^ 0x2222_2222_2222_2222) | zeroes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
      if found != 0 { return position &+ found.trailingZeroBitCount / 8 }
      position &+= 8
    }
    return position
  }

  /// The highest bit of each byte that is zero, exact up to the first of them.
  private static func zeroes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The position behind the closing bracket of an array or object.
  static func endOfBrackets(_ text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var position = start
    var depth = 0
    while position < text.count {
      let byte = text[position]
      position &+= 1
      if byte == UInt8(ascii: "\"") {
        position = try endOfStrings(text, from: position)
      } else if byte | 0x20 == UInt8(ascii: "{") {
        depth &+= 1
      } else if byte | 0x20 == UInt8(ascii: "}") {
        depth &-= 1
        if depth == 0 { return position }
      }
    }
    throw problem(position)
  }

  /// The position behind the closing quote of a string and of those that follow it with nothing but a
  /// comma or colon between, as most of them do.
  private static func endOfStrings(_ text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var position = start
    while true {
      position = firstQuoteOrEscape(text, from: position)
      guard position < text.count else { throw problem(position) }
      let byte = text[position]
      position &+= 1
      if byte == UInt8(ascii: "\\") {
        position &+= 1
      } else if byte == UInt8(ascii: "\"") {
        guard position &+ 1 < text.count, text[position &+ 1] == UInt8(ascii: "\""),
          text[position] == UInt8(ascii: ":") || text[position] == UInt8(ascii: ",")
        else { return position }
        position &+= 2
      }
    }
  }

  /// The position behind a number or one of the words `null`, `true` and `false`.
  static func endOfWord(_ text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    var position = start
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        position &+= 1
      default:
        guard position > start else { throw problem(position) }
        return position
      }
    }
    return position
  }

  /// An integer, and the position behind it.
  static func integer(
    _ text: Span<UInt8>,
    from start: Int
  ) throws(JSONError) -> (value: Int64, end: Int) {
    let isNegative = start < text.count && text[start] == UInt8(ascii: "-")
    var position = isNegative ? start &+ 1 : start
    let first = position
    var value: Int64 = 0
    while position < text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooMuch) = product.subtractingReportingOverflow(Int64(digit))
      guard !isTooLarge, !isTooMuch else { throw problem(start) }
      value = sum
      position &+= 1
    }
    // Counted downwards, as there is one negative number more.
    guard position > first, isNegative || value > .min else { throw problem(start) }
    return (isNegative ? value : -value, position)
  }

  /// The position behind any value.
  static func endOfValue(_ text: Span<UInt8>, from start: Int) throws(JSONError) -> Int {
    guard start < text.count else { throw problem(start) }
    return switch text[start] {
    case UInt8(ascii: "\""): try endOfString(text, from: start &+ 1).end
    case UInt8(ascii: "{"), UInt8(ascii: "["): try endOfBrackets(text, from: start)
    default: try endOfWord(text, from: start)
    }
  }

  static func problem(_ position: Int) -> JSONError {
    JSONError(message: "the text is not canonical JSON", offset: position)
  }
}
