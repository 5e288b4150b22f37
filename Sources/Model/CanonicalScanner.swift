/// Tells whether a text is canonical (RFC 8785) and holds only what the ledger takes, without making
/// values of it.
///
/// It says yes exactly where ``JSON/init(parsing:)`` reads the text and writes the same bytes again;
/// `verify` asks it of every event, and parsing and writing took it six times as long.
struct CanonicalScanner {
  private var position = 0
  private var depth = 0

  /// Hands over the members of an object.
  ///
  /// - Returns: Whether the text is the canonical form of an object. If it is not, some members may have
  ///   been handed over.
  static func scan(_ text: Span<UInt8>, _ body: (ScannedMember) -> Void) -> Bool {
    guard (try? UTF8Span(validating: text)) != nil else { return false }
    var scanner = CanonicalScanner()
    return scanner.object(text, body) && scanner.position == text.count
  }

  /// Reads an object that begins at the position.
  private mutating func object(_ text: Span<UInt8>, _ body: (ScannedMember) -> Void) -> Bool {
    guard skips(UInt8(ascii: "{"), text), descends() else { return false }
    defer { depth -= 1 }
    if skips(UInt8(ascii: "}"), text) { return true }
    var last: (range: Range<Int>, hasEscapes: Bool)?
    repeat {
      guard let key = string(text) else { return false }
      if let last, !Self.isInOrder(last, key, text) { return false }
      last = key
      guard skips(UInt8(ascii: ":"), text), let (value, kind) = value(text) else { return false }
      body(ScannedMember(key: key.range, value: value, kind: kind))
    } while skips(UInt8(ascii: ","), text)
    return skips(UInt8(ascii: "}"), text)
  }

  private mutating func array(_ text: Span<UInt8>) -> Bool {
    guard skips(UInt8(ascii: "["), text), descends() else { return false }
    defer { depth -= 1 }
    if skips(UInt8(ascii: "]"), text) { return true }
    repeat {
      guard value(text) != nil else { return false }
    } while skips(UInt8(ascii: ","), text)
    return skips(UInt8(ascii: "]"), text)
  }

  private mutating func value(
    _ text: Span<UInt8>
  ) -> (range: Range<Int>, kind: MemberScanner.Kind)? {
    guard position < text.count else { return nil }
    let start = position
    switch text[start] {
    case UInt8(ascii: "\""):
      guard let (range, hasEscapes) = string(text) else { return nil }
      return (range, .string(hasEscapes: hasEscapes))
    case UInt8(ascii: "{"): return object(text) { _ in } ? (start..<position, .object) : nil
    case UInt8(ascii: "["): return array(text) ? (start..<position, .array) : nil
    case UInt8(ascii: "n"): return skips("null", text) ? (start..<position, .null) : nil
    case UInt8(ascii: "t"): return skips("true", text) ? (start..<position, .true) : nil
    case UInt8(ascii: "f"): return skips("false", text) ? (start..<position, .false) : nil
    default: return integer(text) ? (start..<position, .integer) : nil
    }
  }

  /// Reads a number without fraction, exponent and leading zeros, within ±(2^53−1).
  private mutating func integer(_ text: Span<UInt8>) -> Bool {
    let isNegative = skips(UInt8(ascii: "-"), text)
    let firstDigit = position
    var magnitude: Int64 = 0
    while position < text.count, case let digit = text[position] &- 0x30, digit < 10 {
      // Saturates just above the limit, so that no number of digits overflows.
      magnitude = min(magnitude * 10 + Int64(digit), JSON.greatestInteger + 1)
      position += 1
    }
    guard position > firstDigit, magnitude <= JSON.greatestInteger else { return false }
    return text[firstDigit] != 0x30 || (position == firstDigit + 1 && !isNegative)
  }

  /// Reads a string and tells where its content lies.
  private mutating func string(_ text: Span<UInt8>) -> (range: Range<Int>, hasEscapes: Bool)? {
    guard skips(UInt8(ascii: "\""), text) else { return nil }
    let start = position
    var place = position
    var hasEscapes = false
    while place < text.count {
      let byte = text[place]
      if byte == UInt8(ascii: "\"") {
        position = place + 1
        return (start..<place, hasEscapes)
      }
      guard byte >= 0x20 else { return nil }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        guard let length = Self.escapeLength(text, place) else { return nil }
        place += length
      } else {
        place += 1
      }
    }
    return nil
  }

  /// How long the escape at a place is; nil when RFC 8785 would not write it so.
  ///
  /// U+0000 is no character that the ledger takes.
  private static func escapeLength(_ text: Span<UInt8>, _ place: Int) -> Int? {
    guard place + 1 < text.count else { return nil }
    switch text[place + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      guard place + 5 < text.count, text[place + 2] == 0x30, text[place + 3] == 0x30 else {
        return nil
      }
      switch (text[place + 4], text[place + 5]) {
      // Those with an escape of their own, 08, 09, 0a, 0c and 0d, are left out, and so is 00.
      case (0x30, 0x31...0x37), (0x30, 0x62), (0x30, 0x65...0x66), (0x31, 0x30...0x39),
        (0x31, 0x61...0x66):
        return 6
      default: return nil
      }
    default: return nil
    }
  }

  private static func isInOrder(
    _ left: (range: Range<Int>, hasEscapes: Bool),
    _ right: (range: Range<Int>, hasEscapes: Bool),
    _ text: Span<UInt8>
  ) -> Bool {
    guard left.hasEscapes || right.hasEscapes else {
      return KeyOrder.compare(text.extracting(left.range), text.extracting(right.range)) == .before
    }
    let left = MemberScanner.unescaped(text, left.range)
    let right = MemberScanner.unescaped(text, right.range)
    return KeyOrder.compare(left.span, right.span) == .before
  }

  /// Goes one level down.
  private mutating func descends() -> Bool {
    depth += 1
    return depth <= JSON.greatestDepth
  }

  private mutating func skips(_ word: StaticString, _ text: Span<UInt8>) -> Bool {
    word.withUTF8Buffer { bytes in bytes.allSatisfy { skips($0, text) } }
  }

  private mutating func skips(_ byte: UInt8, _ text: Span<UInt8>) -> Bool {
    guard position < text.count, text[position] == byte else { return false }
    position += 1
    return true
  }
}
