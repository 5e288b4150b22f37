/// The order of the keys of an object: by UTF-16 code units, as RFC 8785 wants it.
package enum KeyOrder {
  case before
  case same
  case after

  /// Compares two keys without turning them into UTF-16.
  ///
  /// The order of UTF-8 bytes is the order of code points. It differs from that of UTF-16 in one
  /// respect: there, code points above U+FFFF are written with surrogates, U+D800 to U+DFFF, and so
  /// come before U+E000 to U+FFFF. Hence the bytes that begin the latter weigh more than the bytes
  /// that begin the former. The first difference of two texts lies either between two first bytes
  /// or between two continuation bytes.
  package static func compare(_ left: String, _ right: String) -> KeyOrder {
    compare(left.utf8Span.span, right.utf8Span.span)
  }

  /// Compares two keys given in UTF-8.
  static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> KeyOrder {
    let shared = min(left.count, right.count)
    for index in 0..<shared where left[index] != right[index] {
      return weight(left[index]) < weight(right[index]) ? .before : .after
    }
    if left.count == right.count { return .same }
    return left.count < right.count ? .before : .after
  }

  private static func weight(_ byte: UInt8) -> UInt8 {
    byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
  }
}
