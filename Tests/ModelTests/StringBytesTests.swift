import Model
import Testing

/// Texts as bytes.
@Suite struct StringBytesTests {
  @Test func comparesAndLowersBytes() {
    #expect("a\u{E9}".isSame(as: "a\u{E9}"))
    #expect(!"e\u{301}".isSame(as: "\u{E9}"))
    #expect(!"a".isSame(as: "ab") && !"b".isSame(as: "a") && "".isSame(as: ""))
    #expect("ABCXYZ@[`ÄÉ".asciiLowercased.isSame(as: "abcxyz@[`ÄÉ"))
    #expect("abcxyz@[`äé".asciiUppercased.isSame(as: "ABCXYZ@[`äé"))
  }
}
