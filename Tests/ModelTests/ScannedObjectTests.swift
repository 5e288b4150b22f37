import Model
import Testing

@Suite struct ScannedObjectTests {
  private static let text = Array(
    #"{"a":5,"b":"x\"y","c":[1,"two\n",null,[3],true],"d":null,"e":"é","f":{"a":6}}"#.utf8
  )

  @Test func findsValuesByKey() {
    var object = ScannedObject()
    let isCanonical = object.scan(Self.text.span)
    #expect(isCanonical)
    #expect(Self.tags(object, "a") == ["5"])
    #expect(Self.tags(object, "b") == ["x\"y"])
    #expect(Self.tags(object, "c") == ["1", "two\n"])
    #expect(Self.tags(object, "d") == [])
    #expect(Self.tags(object, "e") == ["é"])
    #expect(Self.tags(object, "f") == [])
    #expect(Self.tags(object, "g") == [])
    let numbers = ["a", "b", "g"].map { object.integer(Array($0.utf8), Self.text.span) }
    #expect(numbers == [5, nil, nil])
    let isThere = ["d", "g"].map { object.has(Array($0.utf8), Self.text.span) }
    #expect(isThere == [true, false])
    var bytes: [UInt8] = [7]
    let texts = ["a", "b", "d"].map {
      object.appendString(Array($0.utf8), Self.text.span, to: &bytes)
    }
    #expect(texts == [false, true, false])
    #expect(bytes == [7] + Array("x\"y".utf8))
  }

  @Test func forgetsTheTextBefore() {
    var object = ScannedObject()
    _ = object.scan(Self.text.span)
    let other = Array(#"{"a":5 }"#.utf8)
    let isCanonical = object.scan(other.span)
    #expect(!isCanonical)
    let isThere = object.has(Array("a".utf8), other.span)
    #expect(!isThere)
  }

  private static func tags(_ object: ScannedObject, _ key: String) -> [String] {
    var tags: [String] = []
    object.forEachTagValue(Array(key.utf8), text.span) { value in
      tags.append(String(decoding: value.indices.map { value[$0] }, as: UTF8.self))
    }
    return tags
  }
}
