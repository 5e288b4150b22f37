import Model

/// An address as lines, for people to recognise; not for a label.
enum AddressLayout {
  static func lines(_ address: JSON) -> [String] {
    let name = words(address, ["given_name", "additional_name", "family_name"])
    let town = words(address, ["postal_code", "locality"])
    let lines = [
      text(address, "organization"), name, text(address, "address_line1"),
      text(address, "address_line2"), text(address, "address_line3"),
      text(address, "dependent_locality"), town, text(address, "sorting_code"),
      words(address, ["administrative_area", "country_code"]),
    ]
    return lines.filter { !$0.isEmpty }
  }

  /// The address in one line.
  static func line(_ address: JSON) -> String {
    lines(address).joined(separator: ", ")
  }

  private static func words(_ address: JSON, _ keys: [String]) -> String {
    keys.map { text(address, $0) }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func text(_ address: JSON, _ key: String) -> String {
    Cell.text(address[key])
  }
}
