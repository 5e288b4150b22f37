import Testing

@testable import Model

/// The scanner says yes exactly where the parser reads an object and writes the same bytes again.
@Suite struct CanonicalScannerTests {
  @Test func takesWhatTheLedgerWrites() {
    var random = SeededGenerator()
    for _ in 0..<1500 {
      let object = random.object()
      let bytes = Self.canonical(object)
      var keys: [String] = []
      let isCanonical = CanonicalScanner.scan(bytes.span) { member in
        let key = MemberScanner.unescaped(bytes.span, member.key)
        keys.append(String(decoding: key, as: UTF8.self))
      }
      #expect(isCanonical)
      #expect(keys == object.keys)
    }
  }

  @Test func agreesWithTheParserOnDamage() {
    var random = SeededGenerator()
    var refused = 0
    for _ in 0..<5000 {
      var bytes = Self.canonical(random.object())
      // Characters that mean something here are worth more tries than any byte.
      let marks = Array(#"{}[]",:\u0afbnrt/-19 "#.utf8) + [0x08, 0x7F, 0xC3, 0xED, 0xF4]
      for _ in 0...random.number(0...1) where !bytes.isEmpty {
        let place = random.number(0...bytes.count - 1)
        let byte =
          random.number(0...3) == 0
          ? UInt8(random.number(0...255)) : marks[random.number(0...marks.count - 1)]
        switch random.number(0...2) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let isCanonical = Self.isCanonical(bytes)
      let isTaken = CanonicalScanner.scan(bytes.span) { _ in }
      #expect(isTaken == isCanonical, "\(bytes)")
      if !isCanonical { refused += 1 }
    }
    #expect(refused > 1000)
  }

  @Test(arguments: [
    "", "{", "}", "{}", "{}x", " {}", "{} ", "[]", "null", #"{"a":1}"#, #"{"a":1,}"#,
    #"{"a":1,"a":2}"#, #"{"a":1,"b":2}"#,
    #"{"b":1,"a":2}"#, #"{"a": 1}"#, #"{"a":0}"#, #"{"a":-0}"#, #"{"a":-1}"#,
    #"{"a":01}"#, #"{"a":1.0}"#, #"{"a":1e3}"#, #"{"a":-}"#, #"{"a":+1}"#,
    #"{"a":9007199254740991}"#, #"{"a":9007199254740992}"#, #"{"a":-9007199254740991}"#,
    #"{"a":-9007199254740992}"#, #"{"a":99999999999999999999999}"#, #"{"a":true}"#, #"{"a":tru}"#,
    #"{"a":[]}"#, #"{"a":[1,2]}"#, #"{"a":[1,]}"#, #"{"a":[,1]}"#, #"{"a":[1 ,2]}"#, #"{"a":[1}"#,
    #"{"a":"\n\t\b\f\r\"\\"}"#, #"{"a":"\/"}"#, #"{"a":"\u0001"}"#, #"{"a":"\u001f"}"#,
    #"{"a":"\u001F"}"#, #"{"a":"\u000b"}"#, #"{"a":"\u000a"}"#, #"{"a":"\u0008"}"#,
    #"{"a":"\u0000"}"#, #"{"a":"\u0020"}"#, #"{"a":"\u0041"}"#, #"{"a":"\ud83d\ude00"}"#,
    #"{"a":"\u00"}"#, #"{"a":"\"}"#, #"{"a":"\x"}"#, "{\"a\":\"\u{1}\"}", "{\"a\":\"\u{7F}é😀\"}",
    // U+1F600 is written with surrogates in UTF-16 and so comes before U+FB33.
    "{\"😀\":1,\"\u{FB33}\":2}", "{\"\u{FB33}\":2,\"😀\":1}",
    // A line feed comes before an exclamation mark, and its escape behind it.
    "{\"\\n\":1,\"!\":2}", "{\"!\":2,\"\\n\":1}", "{\"\\n\":1,\"\\n\":2}",
    "{\"a\":" + String(repeating: "[", count: 63) + String(repeating: "]", count: 63) + "}",
    "{\"a\":" + String(repeating: "[", count: 64) + String(repeating: "]", count: 64) + "}",
    "{\"a\":[" + String(repeating: "{},", count: 100) + "{}]}",
  ])
  func agreesWithTheParser(text: String) {
    let bytes = Array(text.utf8)
    let isTaken = CanonicalScanner.scan(bytes.span) { _ in }
    #expect(isTaken == Self.isCanonical(bytes))
  }

  private static func canonical(_ object: JSONObject) -> [UInt8] {
    var bytes: [UInt8] = []
    object.appendCanonical(to: &bytes)
    return bytes
  }

  private static func isCanonical(_ bytes: [UInt8]) -> Bool {
    guard let object = try? JSON(parsing: bytes).object else { return false }
    return canonical(object) == bytes
  }
}
