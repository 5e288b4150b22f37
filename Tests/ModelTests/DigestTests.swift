import Model
import Testing

/// Digests as bytes and text.
@Suite struct DigestTests {
  @Test func keepsTheBytesOfADigest() {
    var random = SeededGenerator()
    let bytes = random.bytes(count: 32)
    #expect(Digest(bytes: bytes)?.bytes == bytes)
    #expect(Digest(bytes: bytes[...])?.base64 == Base64.encode(bytes))
    #expect(Digest(bytes: bytes.dropLast()) == nil)
    #expect(Digest(bytes: bytes + [0]) == nil)
  }

  @Test func comparesSecrets() {
    #expect(Digest.equalInConstantTime([], []))
    #expect(Digest.equalInConstantTime([1, 2], [1, 2]))
    #expect(!Digest.equalInConstantTime([1, 2], [1, 3]))
    #expect(!Digest.equalInConstantTime([1, 2], [1, 2, 0]))
  }
}
