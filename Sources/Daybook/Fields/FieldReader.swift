import Model

extension JSONObject {
  /// The given fields of a value.
  init<Root>(of root: Root, _ fields: [Field<Root>]) {
    self.init(capacity: fields.count)
    for field in fields {
      if let value = field.write(root) { self[field.name] = value }
    }
  }
}

/// Reads the members of an object into a value's declared fields.
enum FieldReader {
  /// - Throws: `field_unknown`, `field_missing`, or what a field says of its value.
  static func read<Root>(
    _ object: JSONObject,
    _ fields: [Field<Root>],
    into root: inout Root
  ) throws(Refusal) {
    for (key, value) in object {
      guard let field = fields.first(where: { $0.name.isSame(as: key) }) else {
        throw .unknown(key, unknownSentence(key, fields.map(\.name)))
      }
      do {
        try field.read(value, &root)
      } catch {
        throw error.inside(field.name)
      }
    }
    for field in fields where field.description.isRequired {
      if object[field.name] == nil { throw .missing(field.name) }
    }
  }

  private static func unknownSentence(_ key: String, _ names: [String]) -> String {
    guard let nearest = Spelling.nearest(to: key, among: names) else {
      return "is not known here; known are \(names.joined(separator: ", "))"
    }
    return "is not known here; did you mean \(nearest)?"
  }
}
