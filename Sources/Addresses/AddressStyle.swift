/// What an address is printed for.
package enum AddressStyle: Sendable, Equatable {
  /// To be read on a screen: nothing in capitals that was not typed so, and no country.
  case display
  /// To be put on a letter, with capitals where the country's post wants them.
  ///
  /// - Parameters:
  ///   - origin: The code of the country that the letter is sent from; nil for any other country.
  ///     Mail that crosses the border gets the prefix of the postal code and, as its last line, the
  ///     country.
  ///   - countryName: The name of the country in the sender's language, which stands before the
  ///     English one where they differ.
  case label(origin: String? = nil, countryName: String? = nil)
}
