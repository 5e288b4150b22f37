import Model

/// One field of a command or of an object in it: declared once, read and written in all spellings.
///
/// A class, because fields are passed around for every command and a copy costs one count then.
package final class Field<Root>: Sendable {
  package let description: FieldDescription
  let read: @Sendable (JSON, inout Root) throws(Refusal) -> Void
  /// The value as JSON; nil when it was not given.
  let write: @Sendable (Root) -> JSON?
  /// Appends the field to the members of an object; does nothing when it was not given.
  let append: @Sendable (Root, inout MemberWriter) -> Void

  var name: String { description.name }

  /// A field that must be given.
  package init<Value: FieldValue>(
    required name: String,
    _ path: any WritableKeyPath<Root, Value> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, isRequired: true, help: help)
    let property = StoredProperty(path)
    let opening = Self.opening(name)
    read = { (json, root) throws(Refusal) in
      if Value.isNothing(json) { throw Refusal.missing("") }
      property.set(try Value(field: json), in: &root)
    }
    write = { property.value(of: $0).fieldJSON }
    append = { $1.append(opening, property.value(of: $0)) }
  }

  /// A field that has a default; null means the same as leaving it out.
  package init<Value: FieldValue>(
    _ name: String,
    _ path: any WritableKeyPath<Root, Value> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, help: help)
    let property = StoredProperty(path)
    let opening = Self.opening(name)
    read = { (json, root) throws(Refusal) in
      if !Value.isNothing(json) { property.set(try Value(field: json), in: &root) }
    }
    write = { property.value(of: $0).fieldJSON }
    append = { $1.append(opening, property.value(of: $0)) }
  }

  /// A field that may be left out; null means the same.
  package init<Value: FieldValue>(
    _ name: String,
    _ path: any WritableKeyPath<Root, Value?> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, help: help)
    let property = StoredProperty(path)
    let opening = Self.opening(name)
    read = { (json, root) throws(Refusal) in
      property.set(Value.isNothing(json) ? nil : try Value(field: json), in: &root)
    }
    write = { property.value(of: $0)?.fieldJSON }
    append = { root, members in
      if let value = property.value(of: root) { members.append(opening, value) }
    }
  }

  /// A field of a change: left out it stays, null clears it.
  package init<Value: FieldValue>(
    _ name: String,
    _ path: any WritableKeyPath<Root, Change<Value>> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, help: help + " (null clears)")
    let property = StoredProperty(path)
    let opening = Self.opening(name)
    read = { (json, root) throws(Refusal) in
      property.set(Value.isNothing(json) ? .clear : .set(try Value(field: json)), in: &root)
    }
    write = { root in
      switch property.value(of: root) {
      case .keep: nil
      case .clear: .null
      case .set(let value): value.fieldJSON
      }
    }
    append = { root, members in
      switch property.value(of: root) {
      case .keep: break
      case .clear: members.append(name, .null)
      case .set(let value): members.append(opening, value)
      }
    }
  }

  /// The name as it stands in front of a value.
  private static func opening(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSON.appendCanonical(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    return bytes
  }
}
