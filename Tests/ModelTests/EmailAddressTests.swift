import Model
import Testing

/// Which addresses are taken, and in what form they are kept.
@Suite struct EmailAddressTests {
  @Test(
    arguments: [
      ("ada@example.com", "ada@example.com"),
      (" \t\r\nAda.Lovelace@EXAMPLE.Com \u{B}\u{C}", "ada.lovelace@example.com"),
      ("a@b.c", "a@b.c"),
      ("o'hara+shop_1/2=3?!#$%&*{|}~^`-@sub.example.co.uk", nil),
      ("-a-@1-2.3", nil),
      ("1@127.0.0.1", nil),
      ("müller@example.com", nil),
      ("MÜLLER@example.com", "mÜller@example.com"),
      ("用户@例子.广告", nil),
      ("अजय@डाटा.भारत", nil),
      ("a@straße.de", nil),
      ("e\u{301}@example.com", nil),
      (String(repeating: "a", count: 64) + "@example.com", nil),
      ("a@" + String(repeating: "b", count: 249) + ".de", nil),
    ] as [(String, String?)]
  )
  func takes(text: String, kept: String?) throws {
    let address = try #require(EmailAddress(text))
    #expect(address.text.isSame(as: kept ?? text))
    #expect(EmailAddress(address.text) == address)
  }

  @Test(arguments: [
    "", " ", "@", "a", "a@", "@b.c", "a@b", "a@b.", "a@.b", "a@b..c", "a@.b.c", "a@b.c.",
    ".a@b.c", "a.@b.c", "a..b@b.c", "a@b@c.d", "a@b.c@", "\"a\"@b.c", "\"a@b\"@c.d", "a b@c.d",
    "a@b c.d", "a\tb@c.d", "a\u{A0}b@c.d", "a\u{2003}b@c.d", "a@b\u{3000}.c", "a\u{0}b@c.d",
    "a\u{7F}@b.c", "a\u{85}b@c.d", "a\u{9F}b@c.d", "a@b\u{1}.c", "\u{A0}a@b.c", "a@b.c\u{A0}",
    "<a@b.c>", "a(x)@b.c", "a[@b.c", "a]@b.c", "a,b@c.d", "a;b@c.d", "a:b@c.d", "a\\b@c.d",
    "mailto:a@b.c", "Ada <ada@b.c>", "a@-b.c", "a@b-.c", "a@b.-c", "a@b_c.d", "a@b!.c",
    "a@[1.2.3.4]",
    "a@b.c/d", "a@b😀.c", "a@b–c.d", "a@b。c",
    String(repeating: "a", count: 65) + "@example.com",
    String(repeating: "é", count: 33) + "@example.com",
    "a@" + String(repeating: "b", count: 250) + ".de",
  ])
  func refuses(text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test func comparesBytes() throws {
    let composed = try #require(EmailAddress(String("\u{E9}@b.c")))
    let decomposed = try #require(EmailAddress(String("e\u{301}@b.c")))
    #expect(composed != decomposed)
    #expect(EmailAddress("A@B.C") == EmailAddress(" a@b.c"))
  }

  @Test func survivesNoise() {
    var random = SeededGenerator()
    for _ in 0..<3000 {
      let text = random.string() + "@" + random.string() + ".com"
      guard let address = EmailAddress(text) else { continue }
      #expect(EmailAddress(address.text) == address)
    }
  }
}
