import Model

/// The name of a draft, `ledger.db.daybook-new-4711-Jf0q_3kXa-9Z`, or of a file that SQLite or a rebuild keeps
/// beside one.
struct DraftName {
  /// The process that made it.
  let process: Int32
  /// The name of the draft itself.
  let draft: String
  /// Whether it is that of a file beside the draft.
  let isBeside: Bool

  /// Nobody else gives a file such a name: what is left over is removed.
  static let infix = ".daybook-new-"
  /// The random bytes in a name, and the characters that they make.
  static let randomCount = 9
  private static let characterCount = 12

  /// A name for a draft by this process.
  static func random(
    for target: String,
    _ process: Int32,
    _ random: inout RandomBytes
  ) throws(LogError) -> String {
    "\(target)\(infix)\(process)-\(Base64.encodeURL(try random.take(randomCount)))"
  }

  /// Nil for any other name.
  init?(_ name: String) {
    let bytes = Array(name.utf8)
    let infix = Array(Self.infix.utf8)
    let starts = bytes.indices.filter { bytes[$0...].starts(with: infix) }
    guard let start = starts.last else { return nil }
    let rest = bytes[(start + infix.count)...]
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let behind = rest.dropFirst(digits.count)
    let random = behind.dropFirst().prefix(Self.characterCount)
    guard let process = Int32(String(decoding: digits, as: UTF8.self)), process > 0,
      behind.first == UInt8(ascii: "-"), random.count == Self.characterCount,
      Base64.decodeURL(String(decoding: random, as: UTF8.self)) != nil
    else { return nil }
    let end = bytes[random.endIndex...]
    let ends: [UInt8?] = [nil, UInt8(ascii: "-"), UInt8(ascii: ".")]
    guard ends.contains(end.first) else { return nil }
    self.process = process
    draft = String(decoding: bytes[..<random.endIndex], as: UTF8.self)
    isBeside = !end.isEmpty
  }
}
