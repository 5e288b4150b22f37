/// How a tag is made from an event's data: `customer:{from}` is kind `customer`, field `from`.
package struct TagTemplate: Sendable, Equatable {
  package let kind: String
  package let field: String

  package init(kind: String, field: String) {
    self.kind = kind
    self.field = field
  }

  /// The tags this gives: none when the field is absent, one for each element of a list.
  package func tags(of data: JSONObject) -> [String] {
    guard let value = data[field] else { return [] }
    let values = value.array ?? [value]
    return values.compactMap { element in
      switch element {
      case .integer(let number): "\(kind):\(number)"
      case .string(let text): "\(kind):\(text)"
      default: nil
      }
    }
  }
}
