import Addresses
import Model

/// An address as its country writes it, with the country's name, for people to recognise.
enum AddressLayout {
  static func lines(_ address: JSON) -> [String] {
    let lines = AddressFormat.lines(address.object ?? [:]).map(Plain.text)
    return lines + [country(address["country_code"])].filter { !$0.isEmpty }
  }

  /// The address in one line.
  static func line(_ address: JSON) -> String {
    lines(address).joined(separator: ", ")
  }

  /// The English name of a country, or whatever stands in the place of its code.
  private static func country(_ code: JSON) -> String {
    code.string.flatMap(Territory.named)?.name ?? Cell.text(code)
  }
}
