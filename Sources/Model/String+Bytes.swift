extension String {
  /// Tells whether two texts have the same UTF-8 bytes.
  ///
  /// Unlike `==`, which takes texts for equal that Unicode deems canonically equivalent.
  package func isSame(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    // Keys of objects are compared by the hundred for each command, and mostly differ. What Swift says to
    // differ has other bytes, and it says so the quickest, unless it has to sort thousands of accents.
    guard utf8.count > 64 || self == other else { return false }
    let left = utf8Span.span
    let right = other.utf8Span.span
    for index in left.indices where left[index] != right[index] {
      return false
    }
    return true
  }

  /// Feeds the UTF-8 bytes into a hasher.
  ///
  /// Swift's own hash is that of a normal form, for which accents are sorted: thousands on one letter take
  /// minutes.
  func hashBytes(into hasher: inout Hasher) {
    hasher.combine(utf8.count)
    for byte in utf8 { hasher.combine(byte) }
  }

  /// The text with A–Z turned into a–z and nothing else changed.
  package var asciiLowercased: String {
    guard utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return self }
    return String(decoding: utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// The text with a–z turned into A–Z and nothing else changed.
  package var asciiUppercased: String {
    guard utf8.contains(where: { $0 >= 0x61 && $0 <= 0x7A }) else { return self }
    return String(decoding: utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 }, as: UTF8.self)
  }
}
