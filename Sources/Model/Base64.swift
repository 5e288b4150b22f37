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

    func character(_ value: UInt8) -> UInt8 {
      switch value {
      case 0..<26: 0x41 + value
      case 26..<52: 0x61 + value - 26
      case 52..<62: 0x30 + value - 52
      case 62: self == .common ? UInt8(ascii: "+") : UInt8(ascii: "-")
      default: self == .common ? UInt8(ascii: "/") : UInt8(ascii: "_")
      }
    }

    func value(_ character: UInt8) -> UInt8? {
      switch character {
      case 0x41...0x5A: character - 0x41
      case 0x61...0x7A: character - 0x61 + 26
      case 0x30...0x39: character - 0x30 + 52
      case self.character(62): 62
      case self.character(63): 63
      default: nil
      }
    }
  }

  private static func encode(_ bytes: [UInt8], alphabet: Alphabet) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      bitCount += 8
      while bitCount >= 6 {
        bitCount -= 6
        text.append(alphabet.character(UInt8(truncatingIfNeeded: bits >> bitCount & 0x3F)))
      }
    }
    if bitCount > 0 {
      text.append(alphabet.character(UInt8(truncatingIfNeeded: bits << (6 - bitCount) & 0x3F)))
    }
    while alphabet == .common, text.count % 4 != 0 {
      text.append(UInt8(ascii: "="))
    }
    return String(decoding: text, as: UTF8.self)
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
