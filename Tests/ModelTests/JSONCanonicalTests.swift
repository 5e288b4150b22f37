import Foundation
import Model
import Testing

/// What RFC 8785 asks of the writer.
@Suite struct JSONCanonicalTests {
  /// RFC 8785, section 3.2.3.
  @Test func sortsKeysByUTF16() throws {
    let value = try JSON(
      parsing: #"""
        {
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """#
    )
    let names = try #require(value.object).map { $0.value.string }
    #expect(
      names == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
      ]
    )
  }

  /// RFC 8785, section 3.2.2.
  @Test func writesShortestEscapes() throws {
    let value = try JSON(
      parsing: #"""
        {
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """#
    )
    #expect(
      value.canonicalText
        == #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
    )
  }

  @Test func writesEveryControlCharacter() {
    let text = String(String.UnicodeScalarView((1..<0x20).compactMap(Unicode.Scalar.init)))
    #expect(
      JSON.string(text).canonicalText
        == #""\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
        + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"#
        + #"\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""#
    )
    #expect(JSON.string("\u{7F}\u{2028}").canonicalText == "\"\u{7F}\u{2028}\"")
  }

  @Test(arguments: [
    (0, "0"), (-1, "-1"), (10, "10"), (999, "999"), (1000, "1000"),
    (9_007_199_254_740_991, "9007199254740991"), (-9_007_199_254_740_991, "-9007199254740991"),
    (Int64.max, "9223372036854775807"), (Int64.min, "-9223372036854775808"),
  ])
  func writesIntegers(value: Int64, text: String) {
    #expect(JSON.integer(value).canonicalText == text)
  }

  @Test func writesEmptyContainers() {
    #expect(JSON.array([]).canonicalText == "[]")
    #expect(JSON.object([:]).canonicalText == "{}")
    #expect(JSON.string("").canonicalText == "\"\"")
  }

  @Test func returnsWhatWasWritten() throws {
    var random = SeededGenerator()
    for _ in 0..<2000 {
      let value = random.json()
      let text = value.canonicalText
      let parsed = try JSON(parsing: text)
      #expect(parsed == value)
      #expect(parsed.hashValue == value.hashValue)
      #expect(parsed.canonicalText == text)
    }
  }

  @Test func sortsRandomKeysByUTF16() throws {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let keys = random.object().keys
      #expect(keys == keys.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) })
    }
  }

  @Test func agreesWithFoundation() throws {
    var random = SeededGenerator()
    for _ in 0..<1000 {
      // Foundation drops byte order marks, and takes keys for equal that are canonically so.
      let text = random.string().filter { !$0.unicodeScalars.contains("\u{FEFF}") }
      let value: JSON = [.string(text), .integer(random.integer()), ["key": .string(text)]]
      let object = try JSONSerialization.jsonObject(with: Data(value.canonicalText.utf8))
      let rewritten = try JSONSerialization.data(withJSONObject: object)
      #expect(try JSON(parsing: Array(rewritten)) == value)
    }
  }
}
