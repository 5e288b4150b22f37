/// The line of a text in which something is wrong, with a mark below the place.
enum Excerpt {
  /// The lines to show for a byte of the text.
  static func text(of text: String, at offset: Int) -> String {
    let bytes = Array(text.utf8)
    let place = min(max(0, offset), bytes.count)
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: newline) ?? bytes.count
    let before = Plain.text(String(decoding: bytes[start..<place], as: UTF8.self))
    let after = Plain.text(String(decoding: bytes[place..<end], as: UTF8.self))
    let indent = String(repeating: " ", count: DisplayWidth.of(before))
    return "  \(before)\(after)\n  \(indent)^\n"
  }
}
