import Model
import Testing

/// What the parser takes, and what it refuses.
@Suite struct JSONParsingTests {
  @Test func readsEveryKind() throws {
    let value = try JSON(
      parsing: " \t\r\n{ \"a\" : [ 1 , -2 ,\ttrue,false,\nnull ] , \"b\":{}, \"c\":\"x\" }\n"
    )
    #expect(value == ["a": [1, -2, true, false, .null], "b": [:], "c": "x"])
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u00e9\u00E9""#, "éé"),
    (#""\ud83d\ude00 \uD83D\uDE00""#, "😀 😀"),
    (#""\uffff\ue000""#, "\u{FFFF}\u{E000}"),
    (#""\ud800\udc00\udbff\udfff""#, "\u{10000}\u{10FFFF}"),
    ("\"\u{7F}\u{FEFF}\"", "\u{7F}\u{FEFF}"),
  ])
  func readsStrings(text: String, expected: String) throws {
    #expect(try JSON(parsing: text) == .string(expected))
  }

  @Test(arguments: [
    ("0", 0), ("-1", -1), ("9007199254740991", 9_007_199_254_740_991),
    ("-9007199254740991", -9_007_199_254_740_991),
  ])
  func readsIntegers(text: String, expected: Int64) throws {
    #expect(try JSON(parsing: text) == .integer(expected))
  }

  @Test(arguments: [
    ("", "the text ends where a value is expected", 0),
    ("[", "the text ends where a value is expected", 1),
    ("{\"a\":", "the text ends where a value is expected", 5),
    ("nul", "a value is expected", 0),
    ("[tru]", "a value is expected", 1),
    ("[1,]", "a value is expected", 3),
    ("NaN", "a value is expected", 0),
    ("'a'", "a value is expected", 0),
    ("+1", "a value is expected", 0),
    (".5", "a value is expected", 0),
    ("// no", "a value is expected", 0),
    ("\0", "a value is expected", 0),
    ("\u{FEFF}1", "a byte order mark is not allowed", 0),
    ("1 2", "nothing may follow the value", 2),
    ("nulls", "nothing may follow the value", 4),
    ("{}\0", "nothing may follow the value", 2),
    ("[1 2]", "a comma or ] is expected", 3),
    ("[1", "a comma or ] is expected", 2),
    ("[1}", "a comma or ] is expected", 2),
    ("{\"a\":1", "a comma or } is expected", 6),
    ("{\"a\":1 \"b\":2}", "a comma or } is expected", 7),
    ("{", "a key in quotes is expected", 1),
    ("{a:1}", "a key in quotes is expected", 1),
    ("{\"a\":1,}", "a key in quotes is expected", 7),
    ("{1:1}", "a key in quotes is expected", 1),
    ("{\"a\" 1}", "a colon is expected", 5),
    ("-", "a digit is expected", 1),
    ("-a", "a digit is expected", 1),
    ("1.5", "a fraction is not allowed", 1),
    ("1.0", "a fraction is not allowed", 1),
    ("-0.5", "a fraction is not allowed", 2),
    ("1e3", "an exponent is not allowed", 1),
    ("[1E-3]", "an exponent is not allowed", 2),
    ("01", "a number may not begin with 0", 0),
    ("-00", "a number may not begin with 0", 1),
    ("[-0]", "-0 is not allowed", 1),
    ("9007199254740992", "a number beyond ±(2^53-1) is not allowed", 0),
    ("-9007199254740992", "a number beyond ±(2^53-1) is not allowed", 0),
    ("[18446744073709551617]", "a number beyond ±(2^53-1) is not allowed", 1),
    ("\"a", "the text ends within a string", 0),
    ("\"a\\", "the text ends within a string", 0),
    ("\"a\\\"", "the text ends within a string", 0),
    ("\"a\0\"", "the character U+0000 is not allowed", 2),
    ("\"a\\u0000\"", "the character U+0000 is not allowed", 2),
    ("{\"\\u0000\":1}", "the character U+0000 is not allowed", 2),
    ("\"a\nb\"", "a control character in a string must be escaped", 2),
    ("\"\u{1F}\"", "a control character in a string must be escaped", 1),
    ("\"\\x\"", "the escape is unknown", 1),
    ("\"\\\n\"", "the escape is unknown", 1),
    ("\"\\u12\"", "four hexadecimal digits must follow \\u", 1),
    ("\"\\u12g4\"", "four hexadecimal digits must follow \\u", 1),
    ("\"\\ud800\"", "a surrogate may not stand alone", 1),
    ("\"\\ud800x\"", "a surrogate may not stand alone", 1),
    ("\"\\ud800\\u0041\"", "a surrogate may not stand alone", 1),
    ("\"\\udc00\\ud800\"", "a surrogate may not stand alone", 1),
    ("\"\\ud800\\ud800\\udc00\"", "a surrogate may not stand alone", 1),
    ("{\"a\":1,\"a\":1}", "a key may stand only once in an object", 7),
    ("{\"b\":{}, \"a\":[1],\"c\":0, \"\\u0061\":2}", "a key may stand only once in an object", 24),
    ("[{\"b\":1,\"a\":{\"x\":1,\"x\":2}}]", "a key may stand only once in an object", 19),
  ])
  func refuses(text: String, message: String, offset: Int) {
    #expect(throws: JSONError(message: message, offset: offset)) { try JSON(parsing: text) }
  }

  @Test(
    arguments: [
      ([0x80], 1), ([0xC3], 1), ([0xC3, 0x28], 1), ([0x61, 0xFF], 2),
      ([0xC0, 0x80], 1), ([0xC1, 0xBF], 1), ([0xE0, 0x80, 0x80], 1), ([0xF0, 0x8F, 0xBF, 0xBF], 1),
      ([0xED, 0xA0, 0x80], 1), ([0xED, 0xBF, 0xBF], 1), ([0xF4, 0x90, 0x80, 0x80], 1),
      ([0xF5, 0x80, 0x80, 0x80], 1), ([0x5C, 0x6E, 0xE2, 0x82], 3),
    ] as [([UInt8], Int)]
  )
  func refusesMalformedUTF8(bytes: [UInt8], offset: Int) {
    let error = JSONError(message: "the bytes are not valid UTF-8", offset: offset)
    #expect(throws: error) { try JSON(parsing: [0x22] + bytes + [0x22]) }
    #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
  }

  @Test func tellsComposedFromDecomposedKeys() throws {
    let value = try JSON(parsing: "{\"e\u{301}\":1,\"\u{E9}\":2}")
    #expect(value.object?.count == 2)
    #expect(value["\u{E9}"] == 2)
    #expect(value["e\u{301}"] == 1)
    #expect(value.canonicalText == "{\"e\u{301}\":1,\"\u{E9}\":2}")
    #expect(JSON.string("e\u{301}") != "\u{E9}")
  }
}
