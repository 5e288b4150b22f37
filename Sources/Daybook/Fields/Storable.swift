import Model

// Whatever is appended must be readable for ever. What comes as JSON is; what Swift code gives may
// hold what no JSON reader takes.

extension JSONObject {
  /// Makes sure that the fields of an event can be stored and read again.
  ///
  /// - Throws: `field_invalid`.
  func checkStorable() throws(Refusal) {
    for (key, value) in self { try value.checkStorable(key) }
  }
}

extension JSON {
  /// How deep the values of a field may be nested.
  ///
  /// The parser takes a few levels more, so that an event can be read inside the documents that are
  /// made of it.
  private static let greatestDepth = 56

  /// Makes sure that a field can be stored and read again.
  ///
  /// - Throws: `field_invalid`.
  func checkStorable(_ field: String) throws(Refusal) {
    if let problem = storageProblem(depth: 1) { throw .invalid(field, problem) }
  }

  private func storageProblem(depth: Int) -> String? {
    if depth > Self.greatestDepth { return "is nested deeper than \(Self.greatestDepth) levels" }
    switch self {
    case .null, .boolean: return nil
    case .integer(let number):
      let range = -Self.greatestInteger...Self.greatestInteger
      return range.contains(number) ? nil : "holds a number beyond ±(2^53−1)"
    case .string(let text): return Self.storageProblem(of: text)
    case .array(let elements):
      for element in elements {
        if let problem = element.storageProblem(depth: depth + 1) { return problem }
      }
    case .object(let members):
      for (key, value) in members {
        let problem = Self.storageProblem(of: key) ?? value.storageProblem(depth: depth + 1)
        if let problem { return problem }
      }
    }
    return nil
  }

  private static func storageProblem(of text: String) -> String? {
    // Without an end before the last byte, many are looked at at once.
    let hasNull = text.utf8Span.span.withUnsafeBufferPointer { $0.reduce(false) { $0 || $1 == 0 } }
    return hasNull ? "holds the character U+0000" : nil
  }
}
