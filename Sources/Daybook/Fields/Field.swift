import Model

/// One field of a command or of an object in it: declared once, read and written in all spellings.
///
/// A class, because fields are passed around for every command and a copy costs one count then.
package final class Field<Root>: Sendable {
  package let description: FieldDescription
  let read: @Sendable (JSON, inout Root) throws(Refusal) -> Void
  /// The value as JSON; nil when it was not given.
  let write: @Sendable (Root) -> JSON?

  var name: String { description.name }

  /// A field that must be given.
  package init<Value: FieldValue>(
    required name: String,
    _ path: any WritableKeyPath<Root, Value> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, isRequired: true, help: help)
    read = { (json, root) throws(Refusal) in
      if Value.isNothing(json) { throw Refusal.missing("") }
      root[keyPath: path] = try Value(field: json)
    }
    let property = StoredProperty(path)
    write = { property.value(of: $0).fieldJSON }
  }

  /// A field that has a default; null means the same as leaving it out.
  package init<Value: FieldValue>(
    _ name: String,
    _ path: any WritableKeyPath<Root, Value> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, help: help)
    read = { (json, root) throws(Refusal) in
      if !Value.isNothing(json) { root[keyPath: path] = try Value(field: json) }
    }
    let property = StoredProperty(path)
    write = { property.value(of: $0).fieldJSON }
  }

  /// A field that may be left out; null means the same.
  package init<Value: FieldValue>(
    _ name: String,
    _ path: any WritableKeyPath<Root, Value?> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, help: help)
    read = { (json, root) throws(Refusal) in
      root[keyPath: path] = Value.isNothing(json) ? nil : try Value(field: json)
    }
    let property = StoredProperty(path)
    write = { property.value(of: $0)?.fieldJSON }
  }

  /// A field of a change: left out it stays, null clears it.
  package init<Value: FieldValue>(
    _ name: String,
    _ path: any WritableKeyPath<Root, Change<Value>> & Sendable,
    _ help: String
  ) {
    description = FieldDescription(name, Value.fieldKind, help: help + " (null clears)")
    read = { (json, root) throws(Refusal) in
      root[keyPath: path] = Value.isNothing(json) ? .clear : .set(try Value(field: json))
    }
    let property = StoredProperty(path)
    write = { root in
      switch property.value(of: root) {
      case .keep: nil
      case .clear: .null
      case .set(let value): value.fieldJSON
      }
    }
  }
}
