import Model
import TestSupport
import Testing

/// The validator that the contract tests rest on.
struct JSONSchemaTests {
  @Test(arguments: [
    (#"{"type":"integer"}"#, #"5"#, [String]()),
    (#"{"type":"integer"}"#, #"true"#, [": type"]),
    (#"{"type":["string","null"]}"#, #"null"#, []),
    (#"{"type":["string","null"]}"#, #"{}"#, [": type"]),
    (#"{"minimum":1,"maximum":3}"#, #"0"#, [": minimum"]),
    (#"{"minimum":1,"maximum":3}"#, #"4"#, [": maximum"]),
    (#"{"minimum":1,"maximum":3}"#, #""zero""#, []),
    (#"{"minLength":2,"maxLength":2}"#, #""é!""#, []),
    (#"{"minLength":2,"maxLength":2}"#, #""🙂""#, [": minLength"]),
    (#"{"minLength":2,"maxLength":2}"#, #""e\u0301!""#, [": maxLength"]),
    (#"{"pattern":"^[^@]*$"}"#, #""a\nb""#, []),
    (#"{"pattern":"^[^@]*$"}"#, #""a@\u0301b""#, [": pattern"]),
    (#"{"pattern":"^[A-Z]{2}$"}"#, #""GBR""#, [": pattern"]),
    (#"{"pattern":"^[A-Z]{2}$"}"#, #""GB\n""#, [": pattern"]),
    (#"{"enum":["a",1,null]}"#, #"1"#, []),
    (#"{"enum":["a",1,null]}"#, #""1""#, [": enum"]),
    (#"{"minItems":1}"#, #"[]"#, [": minItems"]),
    (#"{"items":{"type":"integer"}}"#, #"[1,"2",3,null]"#, ["/1: type", "/3: type"]),
    (#"{"required":["a"]}"#, #"{"a":null}"#, []),
    (#"{"required":["a"]}"#, #"{"b":1}"#, [": required"]),
    (
      #"{"properties":{"a":{}},"additionalProperties":false}"#, #"{"b":1}"#,
      [": additionalProperties"]
    ),
    (#"{"properties":{"a/b~c":{"type":"null"}}}"#, #"{"a/b~c":1}"#, ["/a~1b~0c: type"]),
    (#"{"oneOf":[{"type":"null"},{"minimum":5}]}"#, #"4"#, [": oneOf"]),
    (#"{"oneOf":[{"type":"integer"},{"minimum":5}]}"#, #"6"#, [": oneOf"]),
    (#"{"oneOf":[{"type":"integer"},{"minimum":5}]}"#, #"4"#, []),
    (
      ##"{"$defs":{"a":{"type":"null"}},"properties":{"b":{"$ref":"#/$defs/a","x-personal":true}}}"##,
      #"{"b":1}"#, ["/b: type"]
    ),
  ])
  func judges(schema: String, value: String, expected: [String]) throws {
    let failures = try JSONSchema(JSON(parsing: schema)).failures(of: JSON(parsing: value))
    #expect(failures.map(\.description) == expected)
  }

  @Test(arguments: [
    #"{"format":"email"}"#,
    #"{"properties":{"a":{"items":{"const":1}}}}"#,
    #"{"oneOf":[{"anyOf":[]}]}"#,
    #"{"$defs":{"a":{"uniqueItems":true}}}"#,
    ##"{"$ref":"#/$defs/missing"}"##,
    #"{"$ref":"https://example.com/schema"}"#,
    #"{"additionalProperties":true}"#,
    #"{"type":"number"}"#,
    #"{"minimum":"1"}"#,
    #"{"pattern":"("}"#,
    #"{"items":true}"#,
    #"[]"#,
  ])
  func refusesWhatItDoesNotKnow(schema: String) throws {
    let schema = try JSON(parsing: schema)
    #expect(throws: (any Error).self) { try JSONSchema(schema) }
  }
}
