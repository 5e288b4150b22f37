import Addresses
import Model

extension QueryContext {
  /// An entry of an address book with its address as people read it and as the post wants it.
  ///
  /// Both members stand last: `formatted`, for a screen and without the country, and `postal_label`,
  /// for a letter from abroad. They are made when asked for, by the table of today.
  func printed(_ entry: String) throws -> String {
    guard entry.utf8.last == UInt8(ascii: "}") else { return entry }
    let address = try JSON(parsing: entry)["address"].object ?? [:]
    let formatted = Self.list(AddressFormat.lines(address))
    let label = Self.list(AddressFormat.lines(address, style: .label()))
    return "\(entry.dropLast()),\"formatted\":\(formatted),\"postal_label\":\(label)}"
  }

  private static func list(_ lines: [String]) -> String {
    JSON.array(lines.map(JSON.string)).canonicalText
  }
}
