import Model

/// Reads the members of an object into a value's declared fields.
extension Fields {
  /// - Throws: `field_unknown`, `field_missing`, or what a field says of its value.
  func read(_ object: JSONObject, into root: inout Root) throws(Refusal) {
    var place = byName.startIndex
    var missing = requiredCount
    for (key, value) in object {
      // Both are in the order of their names: what was passed over does not come any more.
      while place < byName.endIndex, !byName[place].name.isSame(as: key) { place += 1 }
      guard place < byName.endIndex else { throw .unknown(key, unknownSentence(key)) }
      let field = byName[place]
      do { try field.read(value, &root) } catch { throw error.inside(field.name) }
      if field.description.isRequired { missing -= 1 }
      place += 1
    }
    guard missing > 0 else { return }
    for field in self where field.description.isRequired && object[field.name] == nil {
      throw .missing(field.name)
    }
  }

  /// Whether one of the fields has that name.
  func has(_ name: String) -> Bool {
    byName.contains { $0.name.isSame(as: name) }
  }

  private func unknownSentence(_ key: String) -> String {
    let names = map(\.name)
    guard let nearest = Spelling.nearest(to: key, among: names) else {
      return "is not known here; known are \(names.joined(separator: ", "))"
    }
    return "is not known here; did you mean \(nearest)?"
  }
}
