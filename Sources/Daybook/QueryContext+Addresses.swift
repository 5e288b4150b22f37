import Addresses
import Model

extension QueryContext {
  /// An entry of an address book with its address as people read it and as the post wants it.
  ///
  /// Both members stand last: `formatted`, for a screen and without the country, and `postal_label`,
  /// for a letter from abroad. They are made when asked for, by the table of today. An address that is
  /// gone was erased, which `erased` says behind them.
  func printed(_ entry: String) throws -> String {
    guard entry.utf8.last == UInt8(ascii: "}") else { return entry }
    let kept = try JSON(parsing: entry)["address"].object
    let address = kept ?? [:]
    let formatted = Self.list(AddressFormat.lines(address))
    let label = Self.list(AddressFormat.lines(address, style: .label()))
    let mark = kept == nil ? ",\"erased\":true" : ""
    return "\(entry.dropLast()),\"formatted\":\(formatted),\"postal_label\":\(label)\(mark)}"
  }

  private static func list(_ lines: [String]) -> String {
    JSON.array(lines.map(JSON.string)).canonicalText
  }
}
