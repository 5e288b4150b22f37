/// The countries that an address can be in.
package enum Country {
  /// Finds a country by its code of ISO 3166-1 alpha-2; nil when there is no such country.
  ///
  /// Beside the standard's 249 there are AC (Ascension), TA (Tristan da Cunha) and XK (Kosovo).
  ///
  /// - Parameter text: The two letters in any case, with nothing around them.
  /// - Returns: The code in upper case.
  package static func code(_ text: String) -> String? {
    let code = text.asciiUppercased
    // The length keeps out the Kelvin sign, which `Set` takes for a K.
    return code.utf8.count == 2 && codes.contains(code) ? code : nil
  }

  private static let codes = Set(
    CodeTable.rows(PackageResources.countries_txt).compactMap(\.first)
  )
}
