import Model
import Projections
import SQLite

extension Parsing {
  /// What runs over stored events by the million must see in a text what the parser sees.
  static func canonical(_ bytes: [UInt8]) throws {
    var scanned = ScannedObject()
    let isCanonical = scanned.scan(bytes.span)
    let object = (try? JSON(parsing: bytes))?.object
    let again = object.map { Array(JSON.object($0).canonicalText.utf8) }
    try Problem.unless(
      isCanonical == (again == bytes),
      "the scanner and the parser disagree: \(String(decoding: bytes, as: UTF8.self))"
    )
    guard isCanonical, let object else {
      // Whatever stands there must end the walk, and no more.
      try? fill(fields(of: ["a": .null, "b": ["a": .null]]), from: bytes)
      return
    }
    for (key, value) in object where isPlain(key) {
      let number = scanned.integer(Array(key.utf8), bytes.span)
      try Problem.unless(number == value.integer, "\(key) is scanned as another number")
      var text: [UInt8] = []
      if scanned.appendString(Array(key.utf8), bytes.span, to: &text) {
        try Problem.unless(
          text == Array((value.string ?? "").utf8),
          "\(key) is scanned differently"
        )
      }
    }
    // Names of contracts need no escapes; on those the reactions' walk relies.
    guard object.keys.allSatisfy(isPlain) else { return }
    try fill(fields(of: object), from: bytes)
  }

  private typealias Field = (path: [String], value: JSON)

  /// All that a statement can name: members, and members of these.
  private static func fields(of object: JSONObject) -> [Field] {
    object.flatMap { key, value in
      [([key], value)] + (value.object ?? [:]).filter { isPlain($0.key) }.map { ([key, $0], $1) }
    }
  }

  /// Lets the places of fields be filled from the text, which must give their values.
  private static func fill(_ fields: [Field], from bytes: [UInt8]) throws {
    let tree = FieldTree(
      fields.enumerated().map { FieldTree.Parameter(place: $0, path: $1.path[...]) }
    )
    let expected = LentValues(count: fields.count)
    for (place, field) in fields.enumerated() { set(place, to: field.value, in: expected) }
    // What is lent must stay where it is.
    let text = bytes.span
    let found = LentValues(count: fields.count)
    try tree.take(text, into: found)
    try Problem.unless(
      found.isSame(0..<fields.count, as: expected),
      "reactions see other values than the parser: \(String(decoding: bytes, as: UTF8.self))"
    )
  }

  private static func set(_ place: Int, to value: JSON, in values: LentValues) {
    switch value {
    case .null: values.setNull(place)
    case .boolean(let value): values.set(place, integer: value ? 1 : 0)
    case .integer(let number): values.set(place, integer: number)
    case .string(let text): values.set(place, copying: Array(text.utf8).span)
    case .array, .object: values.set(place, copying: Array(value.canonicalText.utf8).span)
    }
  }

  private static func isPlain(_ key: String) -> Bool {
    key.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
  }
}
