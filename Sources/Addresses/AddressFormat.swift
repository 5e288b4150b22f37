package import Model

/// Prints addresses in the order and with the punctuation of their countries.
package enum AddressFormat {
  /// The lines of an address, none of them empty.
  ///
  /// Fields that the country does not print are left out. An address of a country that the table
  /// does not know is printed with all its fields, so that whatever was stored stays readable.
  package static func lines(
    _ address: JSONObject,
    style: AddressStyle = .display
  ) -> [String] {
    let values = AddressValues(address)
    let print = AddressPrint(
      values: values,
      territory: Territory.named(values[.countryCode]),
      style: style
    )
    return print.lines
  }
}
