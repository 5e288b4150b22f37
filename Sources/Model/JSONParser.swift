/// Reads one JSON text from its first byte to its last.
///
/// The text is handed to every method, as a type that kept a span would need lifetime annotations,
/// which the language does not have yet.
struct JSONParser {
  var position = 0
  private var depth = 0
  private let greatestDepth: Int

  init(greatestDepth: Int) {
    self.greatestDepth = greatestDepth
  }

  mutating func document(_ text: Span<UInt8>) throws(JSONError) -> JSON {
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
      throw problem("a byte order mark is not allowed")
    }
    skipWhiteSpace(text)
    let value = try value(text)
    skipWhiteSpace(text)
    guard position == text.count else { throw problem("nothing may follow the value") }
    return value
  }

  /// Reads a value that begins at the position.
  mutating func value(_ text: Span<UInt8>) throws(JSONError) -> JSON {
    guard position < text.count else { throw problem("the text ends where a value is expected") }
    switch text[position] {
    case UInt8(ascii: "\""): return .string(try string(text))
    case UInt8(ascii: "{"): return .object(try object(text))
    case UInt8(ascii: "["): return .array(try array(text))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .integer(try integer(text))
    case UInt8(ascii: "t"): return try word("true", .boolean(true), text)
    case UInt8(ascii: "f"): return try word("false", .boolean(false), text)
    case UInt8(ascii: "n"): return try word("null", .null, text)
    default: throw problem("a value is expected")
    }
  }

  mutating func skipWhiteSpace(_ text: Span<UInt8>) {
    while position < text.count {
      switch text[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// Goes one level down, over an opening bracket.
  mutating func descend() throws(JSONError) {
    guard depth < greatestDepth else {
      throw problem("nesting deeper than \(greatestDepth) is not allowed")
    }
    depth += 1
    position += 1
  }

  /// Goes one level up, over a closing bracket.
  mutating func ascend() {
    depth -= 1
    position += 1
  }

  func problem(_ message: String) -> JSONError {
    JSONError(message: message, offset: position)
  }

  private mutating func word(
    _ word: StaticString,
    _ value: JSON,
    _ text: Span<UInt8>
  ) throws(JSONError) -> JSON {
    let end = position + word.utf8CodeUnitCount
    guard end <= text.count else { throw problem("a value is expected") }
    for (byte, place) in zip("\(word)".utf8, position..<end) where text[place] != byte {
      throw problem("a value is expected")
    }
    position = end
    return value
  }
}
