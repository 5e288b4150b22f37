extension JSON {
  /// How deep arrays and objects may lie in each other, the outermost counted.
  package static let greatestDepth = 64

  /// Reads a JSON text of RFC 8259, and nothing beside it.
  ///
  /// Refused are what the ledger could not keep exactly or what readers understand differently:
  /// fractions, exponents, −0, numbers beyond ±(2^53−1), a key given twice, the character U+0000,
  /// surrogates that stand alone, and nesting deeper than 64.
  ///
  /// - Parameter text: The whole text; white space may stand around the value.
  /// - Throws: The first problem found.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: text.utf8Span.span)
  }

  /// Reads a JSON text in UTF-8, refusing malformed UTF-8 as well.
  ///
  /// - Parameter bytes: The whole text; white space may stand around the value.
  /// - Throws: The first problem found.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    try self.init(parsing: bytes.span)
  }

  /// Reads a JSON text in UTF-8, refusing malformed UTF-8 as well.
  ///
  /// - Parameters:
  ///   - bytes: The whole text; white space may stand around the value.
  ///   - greatestDepth: How deep arrays and objects may lie in each other. Each level takes some
  ///     hundred bytes of the stack.
  /// - Throws: The first problem found.
  package init(
    parsing bytes: Span<UInt8>,
    greatestDepth: Int = JSON.greatestDepth
  ) throws(JSONError) {
    var parser = JSONParser(greatestDepth: greatestDepth)
    self = try parser.document(bytes)
  }
}
