import Testing

@testable import Model

/// The vectors of FIPS 180-4.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func hashes(text: String, hex: String) {
    #expect(SHA256.hash(Array(text.utf8)).hex == hex)
    var hash = SHA256()
    hash.update(text)
    #expect(hash.finalize().hex == hex)
  }

  @Test func hashesTheSameInPieces() {
    var random = SeededGenerator()
    for length in 0..<300 {
      let bytes = random.bytes(count: length)
      var hash = SHA256()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(random.number(0...100))
        hash.update(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      #expect(hash.finalize() == SHA256.hash(bytes))
    }
  }

  /// Whatever processor the tests run on, the way without its instructions is tried as well.
  @Test func hashesTheSameWithoutInstructions() {
    var random = SeededGenerator()
    var state = SHA256State()
    var other = SHA256State()
    for count in 0..<20 {
      let blocks = random.bytes(count: 64 * count)
      state.compress(blocks.span)
      other.compressWithoutInstructions(blocks.span)
      #expect(state.digest == other.digest)
    }
    var abc = Array("abc".utf8) + [0x80]
    abc += [UInt8](repeating: 0, count: 59) + [24]
    var vector = SHA256State()
    vector.compressWithoutInstructions(abc.span)
    #expect(
      vector.digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
  }
}
