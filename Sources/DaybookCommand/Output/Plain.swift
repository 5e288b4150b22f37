/// Text from data, made safe to show on a terminal.
enum Plain {
  /// Stands for what an erasure took away.
  static let erased = "(erased)"

  /// The text with everything escaped that would move the cursor, switch colours, end the line or
  /// turn the direction of writing.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isActive) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isActive(scalar) {
        // Appending its scalars instead would copy the whole text each time.
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text in quotes, cut when it is long: for sentences about what somebody typed.
  static func quoted(_ text: String) -> String {
    let safe = Self.text(text)
    return "“\(safe.count > 60 ? safe.prefix(60) + "…" : safe[...])”"
  }

  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    // Marks that reorder the text around them, and the separators of lines and paragraphs.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let digits = String(scalar.value, radix: 16)
      let isShort = scalar.value < 0x100
      let zeros = String(repeating: "0", count: max(0, (isShort ? 2 : 4) - digits.utf8.count))
      return (isShort ? "\\x" : "\\u") + zeros + digits
    }
  }
}
