/// The format of the tables that are compiled in.
enum CodeTable {
  /// The words of each line that is neither empty nor a comment, which begins with `#`.
  static func rows(_ bytes: [UInt8]) -> [[String]] {
    bytes.split(separator: UInt8(ascii: "\n"))
      .filter { $0.first != UInt8(ascii: "#") }
      .map { line in
        line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      }
  }
}
