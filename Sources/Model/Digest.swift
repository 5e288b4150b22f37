/// The 32 bytes of a SHA-256, kept in place.
public struct Digest: Sendable, Hashable {
  private let words: SIMD4<UInt64>

  /// Makes a digest of its words, the most significant first.
  init(_ words: SIMD4<UInt64>) {
    self.words = words
  }

  /// Makes a digest of its bytes, or nil when these are not 32.
  ///
  /// Not generic, as every command reads some twenty digests: elsewhere than in this module a generic
  /// one takes a hundred times as long.
  package init?(bytes: Span<UInt8>) {
    guard bytes.count == 32 else { return nil }
    let words = bytes.withUnsafeBytes { bytes in
      func word(_ index: Int) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
      }
      return SIMD4(word(0), word(1), word(2), word(3))
    }
    self.init(words)
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    append(to: &bytes)
    return bytes
  }

  /// Appends the 32 bytes.
  package func append(to bytes: inout [UInt8]) {
    withBytes { span in span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
  }

  /// Lends the 32 bytes.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let (first, second, third, fourth) = (words[0], words[1], words[2], words[3])
    let stored = SIMD4(first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
    return withUnsafeBytes(of: stored) { bytes in
      body(bytes.assumingMemoryBound(to: UInt8.self).span)
    }
  }

  /// The digest in Base64 with padding, 44 characters.
  public var base64: String { Base64.encode(bytes) }

  /// Appends the digest in Base64 with padding, 44 characters.
  package func appendBase64(to text: inout [UInt8]) {
    withBytes { Base64.append($0, to: &text) }
  }

  /// The digest in hexadecimal digits, 64 characters in lower case.
  public var hex: String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
      Hexadecimal.append(byte, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Compares secrets in a time that depends on their length only, not on where they differ.
  package static func equalInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (one, other) in zip(left, right) {
      difference |= one ^ other
    }
    return difference == 0
  }
}
