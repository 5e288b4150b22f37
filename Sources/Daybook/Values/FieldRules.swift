import Addresses
package import Model

/// What a site makes of the fields of addresses, on top of what their countries make of them; or the
/// part of that which changes.
public struct FieldRules: Sendable {
  private var rules: [String: Change<FieldRule>] = [:]

  /// No rules.
  public init() {}

  /// The rule of a field such as `postal_code`; clearing it gives the field back to the countries.
  public subscript(field: String) -> Change<FieldRule> {
    get { rules[field] ?? .keep }
    set { rules[field] = newValue }
  }
}

/// What a site makes of one field of addresses.
public enum FieldRule: String, Sendable, CaseIterable {
  /// It is not asked for, and must be empty.
  case hidden
  /// It may be left out, also where the country requires it.
  case optional
  /// It must be there wherever the country uses it.
  case required
}

extension FieldRule: Choice {}

extension FieldRules: FieldValue {
  private static var names: [String] { AddressField.adjustable.map(\.name) }

  package static var fieldKind: FieldKind {
    .object(
      names.map { FieldDescription($0, FieldRule.fieldKind, help: "What becomes of this field") }
    )
  }

  package init(field json: JSON) throws(Refusal) {
    guard let object = json.object else { throw .invalid("must be an object") }
    self.init()
    for (name, value) in object {
      do {
        self[name] = value.isNull ? .clear : .set(try FieldRule(field: value))
      } catch {
        throw error.inside(name)
      }
    }
    try check()
  }

  package var fieldJSON: JSON {
    var object = JSONObject()
    for (name, change) in rules {
      switch change {
      case .keep: break
      case .clear: object[name] = .null
      case .set(let rule): object[name] = rule.fieldJSON
      }
    }
    return .object(object)
  }

  /// - Throws: `field_invalid` for a field that addresses do not have, or that no site can do
  ///   without.
  func check() throws(Refusal) {
    for name in rules.keys.sorted() where !Self.names.contains(where: name.isSame) {
      throw .invalid(name, "is none of \(Self.names.joined(separator: ", "))")
    }
  }
}
