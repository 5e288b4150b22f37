import Model
import Testing

/// Digests as bytes and text.
@Suite struct DigestTests {
  @Test func keepsTheBytesOfADigest() {
    var random = SeededGenerator()
    let bytes = random.bytes(count: 32)
    #expect(Digest(bytes: bytes.span)?.bytes == bytes)
    #expect(Digest(bytes: bytes.span)?.base64 == Base64.encode(bytes))
    #expect(Digest(bytes: bytes.span.extracting(0..<31)) == nil)
    #expect(Digest(bytes: (bytes + [0]).span) == nil)
  }

  @Test func comparesSecrets() {
    #expect(Digest.equalInConstantTime([], []))
    #expect(Digest.equalInConstantTime([1, 2], [1, 2]))
    #expect(!Digest.equalInConstantTime([1, 2], [1, 3]))
    #expect(!Digest.equalInConstantTime([1, 2], [1, 2, 0]))
  }
}
