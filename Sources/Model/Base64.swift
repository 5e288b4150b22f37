/// Bytes as text in the alphabets of RFC 4648, and back in the one spelling that encoding gives.
package enum Base64 {
  /// The bytes in the common alphabet, padded with `=`.
  package static func encode(_ bytes: [UInt8]) -> String {
    encode(bytes, alphabet: .common)
  }

  /// The bytes of a padded text, or nil when `encode` gives no such text.
  package static func decode(_ text: String) -> [UInt8]? {
    let padding = text.utf8.suffix(2).count { $0 == UInt8(ascii: "=") }
    guard text.utf8.count % 4 == 0,
      text.utf8.suffix(padding).allSatisfy({ $0 == UInt8(ascii: "=") })
    else { return nil }
    return decode(text.utf8.dropLast(padding), alphabet: .common)
  }

  /// The bytes in the alphabet for addresses (`-` and `_`), without padding.
  package static func encodeURL(_ bytes: [UInt8]) -> String {
    encode(bytes, alphabet: .address)
  }

  /// The bytes of a text without padding, or nil when `encodeURL` gives no such text.
  package static func decodeURL(_ text: String) -> [UInt8]? {
    decode(text.utf8[...], alphabet: .address)
  }

  private enum Alphabet {
    case common
    case address

    /// The characters of the values from 0 to 63.
    var characters: [UInt8] { self == .common ? Self.commonCharacters : Self.addressCharacters }

    private static let commonCharacters = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private static let addressCharacters = Array(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    func value(_ character: UInt8) -> UInt8? {
      switch character {
      case 0x41...0x5A: character - 0x41
      case 0x61...0x7A: character - 0x61 + 26
      case 0x30...0x39: character - 0x30 + 52
      case characters[62]: 62
      case characters[63]: 63
      default: nil
      }
    }
  }

  /// Appends the bytes in the common alphabet, padded with `=`.
  package static func append(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    append(bytes, alphabet: .common, to: &text)
  }

  private static func encode(_ bytes: [UInt8], alphabet: Alphabet) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    append(bytes.span, alphabet: alphabet, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Takes three bytes at a time: every event with a personal part passes here.
  private static func append(_ bytes: Span<UInt8>, alphabet: Alphabet, to text: inout [UInt8]) {
    let characters = alphabet.characters
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits = UInt32(bytes[start]) << 16
      if count > 1 { bits |= UInt32(bytes[start + 1]) << 8 }
      if count > 2 { bits |= UInt32(bytes[start + 2]) }
      for place in 0...count {
        let shift = UInt32(18 - 6 * place)
        text.append(characters[Int(bits >> shift & 0x3F)])
      }
      guard alphabet == .common else { continue }
      for _ in count..<3 { text.append(UInt8(ascii: "=")) }
    }
  }

  private static func decode(_ text: Substring.UTF8View, alphabet: Alphabet) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3 + 2)
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for character in text {
      guard let value = alphabet.value(character) else { return nil }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
      }
    }
    // A lone character gives no byte; bits left over would be a second spelling of the same bytes.
    guard text.count % 4 != 1, bits & (1 << bitCount - 1) == 0 else { return nil }
    return bytes
  }
}
