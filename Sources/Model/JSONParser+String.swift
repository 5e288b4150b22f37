extension JSONParser {
  /// Reads a text whose opening quote stands at the position.
  mutating func string(_ text: Span<UInt8>) throws(JSONError) -> String {
    let opening = position
    // In a variable of its own, the place stays in a register.
    var place = position + 1
    var hasEscapes = false
    while true {
      guard place < text.count else {
        throw JSONError(message: "the text ends within a string", offset: opening)
      }
      let byte = text[place]
      if byte == UInt8(ascii: "\"") { break }
      if byte < 0x20 { throw Self.control(byte, at: place) }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        place += 1
      }
      place += 1
    }
    position = place + 1
    let content = opening + 1..<place
    let raw = try Self.validated(text, content)
    guard hasEscapes else { return raw }
    return String(decoding: try Self.unescaped(text, content), as: UTF8.self)
  }

  private static func control(_ byte: UInt8, at offset: Int) -> JSONError {
    let message =
      byte == 0
      ? "the character U+0000 is not allowed"
      : "a control character in a string must be escaped"
    return JSONError(message: message, offset: offset)
  }

  /// Makes a text of bytes if they are well-formed UTF-8.
  private static func validated(
    _ text: Span<UInt8>,
    _ range: Range<Int>
  ) throws(JSONError) -> String {
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: text.extracting(range)))
    } catch {
      throw JSONError(
        message: "the bytes are not valid UTF-8",
        offset: range.lowerBound + error.byteOffsets.lowerBound
      )
    }
  }

  /// Resolves the escapes of a string's content, which is given without its quotes.
  static func unescaped(_ text: Span<UInt8>, _ range: Range<Int>) throws(JSONError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = text[position]
      if byte == UInt8(ascii: "\\") {
        position = try unescape(text, position..<range.upperBound, to: &bytes)
      } else {
        bytes.append(byte)
        position += 1
      }
    }
    return bytes
  }

  /// Resolves the escape that begins a range.
  ///
  /// - Returns: The position behind it.
  private static func unescape(
    _ text: Span<UInt8>,
    _ range: Range<Int>,
    to bytes: inout [UInt8]
  ) throws(JSONError) -> Int {
    let start = range.lowerBound
    guard range.count >= 2 else {
      throw JSONError(message: "the text ends within an escape", offset: start)
    }
    switch text[start + 1] {
    case UInt8(ascii: "\""): bytes.append(0x22)
    case UInt8(ascii: "\\"): bytes.append(0x5C)
    case UInt8(ascii: "/"): bytes.append(0x2F)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"): return try unescapeUnicode(text, range, to: &bytes)
    default: throw JSONError(message: "the escape is unknown", offset: start)
    }
    return start + 2
  }
}
