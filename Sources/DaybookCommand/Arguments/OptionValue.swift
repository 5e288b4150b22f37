import Daybook
import Model

/// Puts what was typed for an option into the object that the command is read from.
enum OptionValue {
  /// The kind of the field that a dotted name leads to; nil when there is none.
  static func kind(of path: [String], among fields: [FieldDescription]) -> FieldKind? {
    guard let name = path.first,
      let field = fields.first(where: { $0.name == underscored(name) })
    else { return nil }
    if path.count == 1 { return field.kind }
    switch field.kind {
    case .object(let inner): return kind(of: Array(path.dropFirst()), among: inner)
    case .map: return .text
    default: return nil
    }
  }

  /// Sets the field that a dotted name leads to; of a list, adds an element.
  ///
  /// The word null clears, unless it is to mean itself.
  ///
  /// - Throws: `field_invalid`.
  static func set(
    _ path: [String],
    to text: String,
    in object: inout JSONObject,
    _ fields: [FieldDescription],
    nullClears: Bool = true
  ) throws(Refusal) {
    guard let first = path.first.map(underscored),
      let field = fields.first(where: { $0.name == first })
    else { return }
    let rest = Array(path.dropFirst())
    let isNull = nullClears && text == "null"
    do throws(Refusal) {
      guard !rest.isEmpty else {
        let value = try value(isNull ? nil : text, field.kind, before: object[field.name])
        object[field.name] = value
        return
      }
      var inner = JSONObject()
      if let before = object[field.name] {
        guard let present = before.object else { throw Refusal.invalid("is given twice") }
        inner = present
      }
      if case .object(let innerFields) = field.kind {
        try set(rest, to: text, in: &inner, innerFields, nullClears: nullClears)
      } else {
        let key = rest.joined(separator: ".")
        guard inner[key] == nil else { throw Refusal.invalid(key, "is given twice") }
        inner[key] = isNull ? .null : .string(text)
      }
      object[field.name] = .object(inner)
    } catch {
      throw error.inside(field.name)
    }
  }

  /// What a text, or null, means to a kind of field, beside what was given for it before.
  private static func value(
    _ text: String?,
    _ kind: FieldKind,
    before: JSON?
  ) throws(Refusal) -> JSON {
    if case .list(let element) = kind {
      let list = before?.array ?? []
      guard before == nil || before?.array != nil else { throw .invalid("is given twice") }
      guard let text else { return .null }
      if text.utf8.first == UInt8(ascii: "["), let more = try json(text).array {
        return .array(list + more)
      }
      return .array(list + [try value(text, element, before: nil)])
    }
    guard before == nil else { throw .invalid("is given twice") }
    guard let text else { return .null }
    switch kind {
    case .text, .email, .code, .time, .day, .entity, .choice: return .string(text)
    case .integer:
      guard let number = Int64(text), number.magnitude <= JSON.greatestInteger.magnitude else {
        throw .invalid("must be a whole number")
      }
      return .integer(number)
    case .boolean:
      // Spreadsheets write TRUE.
      switch text.asciiLowercased {
      case "true", "yes": return true
      case "false", "no": return false
      default: throw .invalid("must be true or false")
      }
    case .object, .map, .list: return try json(text)
    }
  }

  private static func json(_ text: String) throws(Refusal) -> JSON {
    do {
      return try JSON(parsing: text)
    } catch {
      throw .invalid("must be JSON: \(error.message), at byte \(error.offset)")
    }
  }

  /// Options and names may be typed with `-` for `_`.
  static func underscored(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "-")) else { return name }
    return String(name.map { $0 == "-" ? "_" : $0 })
  }

  static func hyphenated(_ name: String) -> String {
    String(name.map { $0 == "_" ? "-" : $0 })
  }
}
