// There is no nil literal on purpose: in `condition ? json : nil` it would quietly mean null, where
// absent was meant.

extension JSON: ExpressibleByBooleanLiteral {
  /// Makes a truth value from a literal.
  public init(booleanLiteral value: Bool) {
    self = .boolean(value)
  }
}

extension JSON: ExpressibleByIntegerLiteral {
  /// Makes a number from a literal.
  public init(integerLiteral value: Int64) {
    self = .integer(value)
  }
}

extension JSON: ExpressibleByStringLiteral {
  /// Makes a text from a literal.
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}

extension JSON: ExpressibleByArrayLiteral {
  /// Makes an array from a literal.
  public init(arrayLiteral elements: JSON...) {
    self = .array(elements)
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// Makes an object from a literal; of a key given twice, the last value stays.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(JSONObject(elements))
  }
}
