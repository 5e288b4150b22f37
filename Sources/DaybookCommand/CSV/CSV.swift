/// Comma-separated values as RFC 4180 has them: lines end in CRLF, and what holds a comma, a quote or
/// an end of line stands in quotes.
package enum CSV {
  /// A line: nil is an empty cell, and an empty text is told from it by quotes.
  package static func line(_ cells: [String?]) -> String {
    cells.map { $0.map(cell) ?? "" }.joined(separator: ",") + "\r\n"
  }

  /// Whether a spreadsheet would take the text for a formula that can do something.
  ///
  /// A number or a phone number that begins with a sign is none.
  static func looksLikeFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      !text.utf8.allSatisfy { byte in " +-./()".utf8.contains(byte) || (0x30...0x39).contains(byte)
      }
    default: false
    }
  }

  private static func cell(_ text: String) -> String {
    let needsQuotes =
      text.utf8.isEmpty
      || text.utf8.contains { byte in
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D: true
        default: false
        }
      }
    guard needsQuotes else { return text }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
  }
}
