internal import Model

/// The fields of an address, cleaned; an empty text stands for an absent field.
struct AddressValues {
  private var texts: [String]

  /// Reads an address; members that are no texts or no fields count for nothing.
  init(_ address: JSONObject) {
    texts = Array(repeating: "", count: AddressField.allCases.count)
    var next = 0
    // Both are in the order of their names, so one walk over the two suffices.
    for (key, value) in address {
      guard let field = AddressField.names[next...].firstIndex(where: key.isSame) else { continue }
      next = field + 1
      if let text = value.string { texts[field] = text.cleaned }
    }
  }

  /// The text of a field.
  subscript(field: AddressField) -> String { texts[field.rawValue] }

  /// Tells whether a field is there.
  func has(_ field: AddressField) -> Bool { !self[field].isEmpty }

  /// Tells whether a field of a part is there.
  func hasAny(of part: AddressPart) -> Bool {
    part.fields.contains { has($0) }
  }

  /// The fields of a part that are there, joined.
  func joined(_ fields: [AddressField], separator: String) -> String {
    var result = ""
    for field in fields where has(field) {
      if !result.isEmpty { result += separator }
      result += self[field]
    }
    return result
  }
}
