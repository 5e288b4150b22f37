package import Model

/// The part of JSON Schema 2020-12 that the contracts of events are written in.
///
/// A keyword outside this part is an error, not silently ignored: annotations and names that begin
/// with `x-` excepted.
package struct JSONSchema {
  /// What a value breaks: where in it, as a JSON Pointer, and which keyword.
  package struct Failure: Hashable, CustomStringConvertible {
    package let pointer: String
    package let keyword: String

    package var description: String { "\(pointer): \(keyword)" }
  }

  /// The schema itself is at fault.
  package struct Problem: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
      self.description = description
    }
  }

  private let definitions: JSON
  private let root: JSON

  /// Takes a schema all of whose keywords are known and well-formed.
  package init(_ schema: JSON) throws {
    root = schema
    definitions = schema["$defs"]
    try check(schema, "#")
  }

  /// Everything about a value that is not as the schema wants it.
  package func failures(of value: JSON) throws -> [Failure] {
    try failures(of: value, root, "")
  }

  private func failures(of value: JSON, _ schema: JSON, _ pointer: String) throws -> [Failure] {
    var failures: [Failure] = []
    for (keyword, argument) in schema.object ?? [:] {
      switch keyword {
      case "$ref":
        failures += try self.failures(of: value, definition(argument), pointer)
      case "properties":
        for (name, property) in argument.object ?? [:] {
          guard let member = value.object?[name] else { continue }
          failures += try self.failures(of: member, property, "\(pointer)/\(Self.escaped(name))")
        }
      case "items":
        for (index, element) in (value.array ?? []).enumerated() {
          failures += try self.failures(of: element, argument, "\(pointer)/\(index)")
        }
      default:
        if try !holds(keyword, argument, value, schema) {
          failures.append(Failure(pointer: pointer, keyword: keyword))
        }
      }
    }
    return failures
  }

  /// Whether a value keeps a keyword that is about the value itself, not about its parts.
  private func holds(
    _ keyword: String,
    _ argument: JSON,
    _ value: JSON,
    _ schema: JSON
  ) throws -> Bool {
    switch (keyword, value) {
    case ("type", _):
      return (argument.array ?? [argument]).contains(.string(Self.type(of: value)))
    case ("enum", _):
      return argument.array?.contains(value) == true
    case ("oneOf", _):
      let matches = try (argument.array ?? []).count { try failures(of: value, $0, "").isEmpty }
      return matches == 1
    case ("required", .object(let members)):
      return argument.array?.allSatisfy { members[$0.string ?? ""] != nil } == true
    case ("additionalProperties", .object(let members)):
      let properties = schema["properties"].object ?? [:]
      return members.keys.allSatisfy { properties[$0] != nil }
    case ("minItems", .array(let elements)):
      return elements.count >= argument.integer ?? 0
    case ("minimum", .integer(let number)):
      return number >= argument.integer ?? .min
    case ("maximum", .integer(let number)):
      return number <= argument.integer ?? .max
    case ("minLength", .string(let text)):
      return text.unicodeScalars.count >= argument.integer ?? 0
    case ("maxLength", .string(let text)):
      return text.unicodeScalars.count <= argument.integer ?? .max
    case ("pattern", .string(let text)):
      return try text.contains(Self.pattern(argument))
    default:
      return true
    }
  }

  private func definition(_ reference: JSON) throws -> JSON {
    let prefix = "#/$defs/"
    guard let text = reference.string, text.hasPrefix(prefix),
      case .object(let schema) = definitions[String(text.dropFirst(prefix.count))]
    else { throw Problem("\(reference.canonicalText) refers to nothing under $defs") }
    return .object(schema)
  }

  private static func pattern(_ argument: JSON) throws -> Regex<AnyRegexOutput> {
    try Regex(argument.string ?? "").matchingSemantics(.unicodeScalar)
  }

  private static func type(of value: JSON) -> String {
    switch value {
    case .null: "null"
    case .boolean: "boolean"
    case .integer: "integer"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// RFC 6901 section 3.
  private static func escaped(_ name: String) -> String {
    String(name.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined())
  }
}

extension JSONSchema {
  private static let types: [JSON] = [
    "null", "boolean", "integer", "string", "array", "object",
  ]

  /// Makes sure that every keyword, however deep, is one that the validation above knows.
  private func check(_ schema: JSON, _ place: String) throws {
    guard let members = schema.object else { throw Problem("\(place) should be an object") }
    for (keyword, argument) in members {
      guard try isWellFormed(keyword, argument, "\(place)/\(keyword)") else {
        throw Problem("\(place)/\(keyword) is unknown here, or not what it should be")
      }
    }
  }

  private func isWellFormed(_ keyword: String, _ argument: JSON, _ place: String) throws -> Bool {
    switch keyword {
    case "$schema":
      return argument == "https://json-schema.org/draft/2020-12/schema"
    case "title", "description":
      return argument.string != nil
    case "$ref":
      _ = try definition(argument)
      return true
    case "$defs", "properties":
      for (name, schema) in argument.object ?? [:] { try check(schema, "\(place)/\(name)") }
      return argument.object != nil
    case "items":
      try check(argument, place)
      return true
    case "oneOf":
      for schema in argument.array ?? [] { try check(schema, place) }
      return argument.array?.isEmpty == false
    case "type":
      return (argument.array ?? [argument]).allSatisfy(Self.types.contains)
    case "enum":
      return argument.array?.isEmpty == false
    case "required":
      return argument.array?.allSatisfy { $0.string != nil } == true
    case "additionalProperties":
      return argument == false
    case "minItems", "minimum", "maximum", "minLength", "maxLength":
      return argument.integer != nil
    case "pattern":
      _ = try Self.pattern(argument)
      return argument.string != nil
    default:
      return keyword.hasPrefix("x-")
    }
  }
}
