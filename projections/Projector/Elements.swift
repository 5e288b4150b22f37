/// The elements of a list that stands in canonical JSON text.
enum Elements {
  /// Visits the elements in their order; something other than a list is its own only element.
  static func visit(_ text: Span<UInt8>, _ body: (Range<Int>) throws -> Void) throws {
    guard text.count > 1, text[0] == UInt8(ascii: "[") else {
      return try body(0..<text.count)
    }
    var start = 1
    var depth = 0
    var isString = false
    var position = 1
    while position < text.count {
      switch text[position] {
      // The byte behind a backslash never ends a string.
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "\""): isString.toggle()
      case _ where isString: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]") where depth == 0:
        if position > start { try body(start..<position) }
        return
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 0:
        try body(start..<position)
        start = position + 1
      default: break
      }
      position += 1
    }
  }
}
