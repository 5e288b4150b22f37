import Model
import Testing

/// Building and reading values in code.
@Suite struct JSONObjectTests {
  @Test func keepsMembersInOrder() {
    var object: JSONObject = ["b": 1, "a": 2]
    #expect(object.keys == ["a", "b"])
    object["aa"] = true
    object["b"] = "changed"
    #expect(object.keys == ["a", "aa", "b"])
    #expect(object["b"] == "changed")
    object["a"] = nil
    object["none"] = nil
    #expect(object.count == 2)
    #expect(!object.isEmpty)
    #expect(object.map(\.key) == ["aa", "b"])
    #expect(JSONObject().isEmpty)
  }

  @Test func keepsTheLastOfRepeatedKeys() {
    #expect(JSONObject([("a", 1), ("b", 2), ("a", 3)]) == ["b": 2, "a": 3])
  }

  @Test func tellsNullFromAbsent() {
    let object: JSONObject = ["a": .null]
    #expect(object["a"] == .some(.null))
    #expect(object["b"] == nil)
    #expect(object != [:])
  }

  @Test func comparesObjectsWhateverTheOrder() {
    let one: JSON = ["a": 1, "b": [1, 2]]
    let other: JSON = ["b": [1, 2], "a": 1]
    #expect(one == other)
    #expect(Set([one, other]).count == 1)
    #expect(one != ["a": 1, "b": [2, 1]])
    #expect(JSON.integer(1) != "1" && JSON.null != false && JSON.array([]) != [:])
  }

  @Test func givesAccessByKindAndPlace() {
    let value: JSON = ["list": [1, "two", .null], "yes": true]
    #expect(value["list"][1].string == "two")
    #expect(value["list"][0].integer == 1)
    #expect(value["list"][2].isNull)
    #expect(value["list"][3].isNull && value["list"][-1].isNull && value["none"]["deep"].isNull)
    #expect(value["yes"].boolean == true)
    #expect(value["list"].array?.count == 3)
    #expect(value.object?.count == 2)
    #expect(value.integer == nil && value.string == nil && value.array == nil)
    #expect(value["yes"].object == nil && value.boolean == nil && !value.isNull)
    #expect(value["yes"]["x"].isNull && value[0].isNull)
  }

  @Test func mergesMembers() {
    let object: JSONObject = ["b": 1, "d": ["x": 1], "f": 3]
    let change: JSONObject = ["a": 1, "b": 2, "d": .null, "e": .null, "g": 4]
    #expect(
      object.merging(change, nullRemoves: true) == ["a": 1, "b": 2, "f": 3, "g": 4]
    )
    #expect(
      object.merging(change, nullRemoves: false)
        == ["a": 1, "b": 2, "d": .null, "e": .null, "f": 3, "g": 4]
    )
    #expect(JSONObject().merging(change, nullRemoves: true) == ["a": 1, "b": 2, "g": 4])
    #expect(JSONObject().merging(change, nullRemoves: false) == change)
    #expect(object.merging([:], nullRemoves: true) == object)
  }

  @Test func mergesAsOneMemberAfterTheOther() {
    let names = ["", "a", "aa", "b", "é", "e\u{301}", "\u{E000}", "\u{10000}", "zz"]
    var random = SeededGenerator()
    for _ in 0..<1000 {
      func object() -> JSONObject {
        var object = JSONObject()
        for name in names where Bool.random(using: &random) {
          let number = Int64.random(in: 0...9, using: &random)
          object[name] = number == 0 ? .null : .integer(number)
        }
        return object
      }
      let (base, change) = (object(), object())
      for nullRemoves in [true, false] {
        var expected = base
        for (key, value) in change {
          if nullRemoves, value.isNull { expected[key] = nil } else { expected[key] = value }
        }
        #expect(base.merging(change, nullRemoves: nullRemoves) == expected)
      }
    }
  }

  @Test func partsMembers() {
    let object: JSONObject = ["a": 1, "b": 2, "c": 3]
    let parts = object.parted { $0 != "b" }
    #expect(parts.among == ["a": 1, "c": 3] && parts.others == ["b": 2])
  }
}
