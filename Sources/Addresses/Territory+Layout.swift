internal import Model

extension Territory {
  /// How addresses of the country are written: their lines with the names of fields in braces in
  /// place of the values.
  ///
  /// - Parameter latin: Whether in Latin script; that of a country with one way of writing is the
  ///   same.
  /// - Returns: The lines, with the prefix of the postal code.
  package func layout(latin: Bool) -> [String] {
    var address: JSONObject = ["country_code": .string(code)]
    for field in AddressField.adjustable {
      address[field.name] = .string("{\(field.name)}")
    }
    address["locale"] = latin ? "und-Latn" : language.map(JSON.string)
    return AddressFormat.lines(address)
  }

  /// Finds a territory by its code or its English name, in any case.
  package static func called(_ text: String) -> Territory? {
    let text = text.cleaned
    if let territory = named(text) { return territory }
    guard text.utf8.count <= 100 else { return nil }
    let name = text.lowercased()
    return codes.lazy.compactMap { named($0) }.first { $0.name.lowercased() == name }
  }
}
