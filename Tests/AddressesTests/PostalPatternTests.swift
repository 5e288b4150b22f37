import Addresses
import Testing

struct PostalPatternTests {
  @Test(
    arguments: [
      (#"\d{2}-\d{3}"#, ["00-950"], ["00950", "00-95", "00-9500", "", "0A-950"]),
      (#"A|BC?"#, ["A", "b", "BC"], ["AC", "", "ABC"]),
      (#"(?:AB|A)(\d{1,3})?"#, ["AB", "A", "a123", "AB1"], ["A1234", "B"]),
      (#"[A-CX-Z1-3][ \-]?\d"#, ["A-1", "X 9", "29"], ["D1", "41", "A--1"]),
      (#"[\dA-Z]{3} ?"#, ["AB1", "999 ", "a0z"], ["AB", "99-"]),
      (#"9[0-5]{2,4}"#, ["900", "95555"], ["90", "955555", "966"]),
      (#""#, [""], ["0", " "]),
    ]
  )
  func matchesWholeCodes(_ text: String, _ right: [String], _ wrong: [String]) throws {
    let pattern = try #require(PostalPattern(text))
    for code in right { #expect(pattern.matches(code), "\(code)") }
    for code in wrong { #expect(!pattern.matches(code), "\(code)") }
  }

  @Test func matchesBeginnings() throws {
    let nevada = try #require(PostalPattern("889|89"))
    #expect(nevada.matchesStart(of: "89101"))
    #expect(nevada.matchesStart(of: "88901-1234 and more Ω"))
    #expect(!nevada.matchesStart(of: "88101"))
    #expect(!nevada.matchesStart(of: "8"))
    #expect(!nevada.matchesStart(of: ""))
    #expect(try #require(PostalPattern("A?")).matchesStart(of: "Ω"))
  }

  @Test func foldsCaseAndDigits() throws {
    let pattern = try #require(PostalPattern(#"SS\d"#))
    for code in ["ss1", "SS１", "ß1", "ſs९"] { #expect(pattern.matches(code), "\(code)") }
    for code in ["ss½", "ss²", "s\u{301}s1", "ss1\u{0}", "\u{200F}ss1", "ss①"] {
      #expect(!pattern.matches(code), "\(code)")
    }
  }

  @Test func refusesWhatIsNoPattern() {
    for text in [
      "(", ")", "(A", "A)", "[", "[A", "[Z-A]", "[\\d-9]", "A{", "A{2", "A{2,1}", "A{x}", "?", "*",
      "A*", "A+", ".", "\\", "\\w", "A??", "^A", "A$", "Ä", "A{1000}", "A{999}{999}",
      String(repeating: "(", count: 100_000),
    ] {
      #expect(PostalPattern(text) == nil, "\(text.prefix(20))")
    }
  }

  @Test func growsNoTableWithoutBound() {
    // The tables of these would have 2 to the power of 30 states.
    #expect(PostalPattern("[01]{0,40}1[01]{30}") == nil)
    #expect(PostalPattern("(?:A|B){0,40}A(?:A|B){30}") == nil)
  }

  @Test func takesLinearTime() throws {
    // A matcher that goes back would need 2 to the power of 60 steps.
    let pattern = try #require(PostalPattern("(?:A?){60}A{60}"))
    #expect(pattern.matches(String(repeating: "A", count: 60)))
    #expect(!pattern.matches(String(repeating: "A", count: 59) + "B"))
    #expect(!pattern.matches(String(repeating: "A", count: 1_000_000)))
    #expect(!pattern.matches(String(repeating: "A", count: 121)))
  }
}
