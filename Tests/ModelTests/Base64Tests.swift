import Foundation
import Model
import Testing

/// RFC 4648, and only its canonical spellings.
@Suite struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func encodes(text: String, encoded: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.encode(bytes) == encoded)
    #expect(Base64.decode(encoded) == bytes)
    let bare = String(encoded.prefix { $0 != "=" })
    #expect(Base64.encodeURL(bytes) == bare)
    #expect(Base64.decodeURL(bare) == bytes)
  }

  @Test func agreesWithFoundation() {
    var random = SeededGenerator()
    for length in 0..<200 {
      let bytes = random.bytes(count: length)
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
      #expect(Base64.decodeURL(Base64.encodeURL(bytes)) == bytes)
    }
  }

  @Test func usesItsAlphabet() {
    #expect(Base64.encode([0xFB, 0xFF]) == "+/8=")
    #expect(Base64.encodeURL([0xFB, 0xFF]) == "-_8")
    #expect(Base64.decode("-_8=") == nil)
    #expect(Base64.decodeURL("+/8") == nil)
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Zm8", "Zm9v=", "Zm9vZg=", "Z===", "Zh==", "Zm9=",
    "Zg==Zg==", "Zm 9v", "Zm9v\n", "Zm9é", "Z=g=", "Zm=v",
  ])
  func refuses(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "Zm9vZ", "Zm9v ", "="])
  func refusesForAddresses(text: String) {
    #expect(Base64.decodeURL(text) == nil)
  }
}
