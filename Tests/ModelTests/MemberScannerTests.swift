import Model
import Testing

/// The scanner against the parser, and against damaged text.
@Suite struct MemberScannerTests {
  @Test func agreesWithTheParser() throws {
    var random = SeededGenerator()
    for _ in 0..<1500 {
      let object = random.object()
      var bytes: [UInt8] = []
      object.appendCanonical(to: &bytes)
      var scanned = JSONObject()
      var keys: [String] = []
      try MemberScanner.scan(bytes.span) { key, value, kind in
        let key = String(decoding: MemberScanner.unescaped(bytes.span, key), as: UTF8.self)
        keys.append(key)
        scanned[key] = try Self.value(bytes, value, kind)
      }
      #expect(scanned == object)
      #expect(keys == object.keys)
    }
  }

  private static func value(
    _ text: [UInt8],
    _ range: Range<Int>,
    _ kind: MemberScanner.Kind
  ) throws -> JSON {
    switch kind {
    case .null: return .null
    case .true: return true
    case .false: return false
    case .integer:
      let value = MemberScanner.integer(text.span, range)
      return .integer(try #require(value))
    case .string(let hasEscapes):
      #expect(hasEscapes == text[range].contains(UInt8(ascii: "\\")))
      let bytes = MemberScanner.unescaped(text.span, range)
      #expect(hasEscapes || bytes.elementsEqual(text[range]))
      return .string(String(decoding: bytes, as: UTF8.self))
    case .array, .object:
      let value = try JSON(parsing: Array(text[range]))
      #expect((value.array == nil) == (kind == .object))
      return value
    }
  }

  @Test(arguments: [
    "", "{", "}", "[]", "null", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1", "{\"a\":1,",
    "{\"a\":1,}",
    "{\"a\":1}x", "{\"a\":-}", "{\"a\":tru}", "{\"a\":\"x}", "{\"a\":\"x\\", "{\"a\":[1,2}",
    "{\"a\":[\"]}", "{a:1}", "{ \"a\":1}", "{\"a\":1.5}", "{\"a\":+1}",
  ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) { try MemberScanner.scan(text.utf8Span.span) { _, _, _ in } }
  }

  @Test(arguments: [
    ("[]", []), ("[1]", ["1"]), (#"["a,]","b\"",null]"#, ["a,]", #"b\""#, "null"]),
    (#"[{"a":[1,2]},[],-5,true]"#, [#"{"a":[1,2]}"#, "[]", "-5", "true"]),
    ("", nil), ("[", nil), ("[1", nil), ("[1,]", nil), ("[1]x", nil), ("{}", nil),
  ])
  func elementsOfArrays(_ text: String, _ expected: [String]?) {
    var found: [String] = []
    let span = text.utf8Span.span
    let isScanned =
      (try? MemberScanner.scanElements(span) { value, _ in
        found.append(String(decoding: value.map { span[$0] }, as: UTF8.self))
      }) != nil
    #expect((isScanned ? found : nil) == expected)
  }

  @Test func passesOnWhatTheBodyThrows() {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try MemberScanner.scan("{\"a\":1}".utf8Span.span) { _, _, _ in throw Stop() }
    }
  }

  @Test func survivesDamage() throws {
    var random = SeededGenerator()
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      random.object().appendCanonical(to: &bytes)
      bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
      bytes.removeLast(random.number(0...2))
      try? MemberScanner.scan(bytes.span) { key, value, _ in
        _ = MemberScanner.unescaped(bytes.span, key)
        _ = MemberScanner.unescaped(bytes.span, value)
        _ = MemberScanner.integer(bytes.span, value)
      }
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("-5", -5), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775808", nil), ("-9223372036854775809", nil), ("", nil), ("-", nil),
      ("1a", nil),
    ] as [(String, Int64?)]
  )
  func readsIntegers(text: String, expected: Int64?) {
    let span = text.utf8Span.span
    let value = MemberScanner.integer(span, 0..<span.count)
    #expect(value == expected)
    let beyond = MemberScanner.integer(span, 0..<span.count + 1)
    #expect(beyond == nil)
  }

  @Test func leavesMalformedEscapes() {
    let text = Array(#"a\ud800"#.utf8)
    let bytes = MemberScanner.unescaped(text.span, 0..<text.count)
    #expect(bytes == text)
    let beyond = MemberScanner.unescaped(text.span, 0..<text.count + 1)
    #expect(beyond == [])
  }
}
