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

  /// A letter with many accents, which Unicode's normal form would sort: that takes minutes.
  @Test func accentsAreNotSorted() {
    let accents = String(repeating: "\u{301}\u{323}", count: 150_000)
    let one = JSON.object(["name": .string("e" + accents), "e" + accents: 1])
    let other = JSON.object(["name": .string("f" + accents), "e" + accents: 1])
    let isSame = one == other
    #expect(!isSame)
    #expect(Set([one, other, one]).count == 2)
  }
}
