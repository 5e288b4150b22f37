internal import Model

/// The script in which an address is written.
enum AddressScript {
  case local
  case latin

  /// Tells the script of an address by its locale, or by its street where it has no locale.
  ///
  /// - Parameters:
  ///   - values: The address.
  ///   - language: The language of the country's local script; nil where the country has one way
  ///     only, which is the local one.
  init(of values: AddressValues, language: String?) {
    guard let language else {
      self = .local
      return
    }
    if values.has(.locale) {
      let tags = values[.locale].utf8.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        .map { String(Substring($0)).asciiLowercased }
      let isLocal = tags.first?.isSame(as: language) == true && !tags.dropFirst().contains("latn")
      self = isLocal ? .local : .latin
    } else {
      let street = AddressPart.street.fields.first(where: values.has)
      let text = street.map { values[$0] } ?? ""
      self = text.unicodeScalars.contains(where: \.isNonLatinLetter) ? .local : .latin
    }
  }
}
