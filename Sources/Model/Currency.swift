/// The currencies that money can be in: those of ISO 4217 in use, without metals and test codes.
package enum Currency {
  /// Finds a currency by its code; nil when there is no such currency.
  ///
  /// - Parameter text: The three letters in any case, with nothing around them.
  /// - Returns: The code in upper case.
  package static func code(_ text: String) -> String? {
    let code = text.asciiUppercased
    return minorDigits(code) == nil ? nil : code
  }

  /// How many decimal digits the minor unit takes: 2 for USD, whose minor unit is the cent.
  ///
  /// - Parameter code: The code in upper case.
  /// - Returns: 0, 2, 3 or 4; nil when there is no such currency.
  package static func minorDigits(_ code: String) -> Int? {
    // The length keeps out the Kelvin sign, which `Dictionary` takes for a K.
    code.utf8.count == 3 ? digits[code] : nil
  }

  private static let digits: [String: Int] = {
    var digits: [String: Int] = [:]
    for row in CodeTable.rows(PackageResources.currencies_txt) where row.count == 2 {
      digits[row[0]] = Int(row[1])
    }
    return digits
  }()
}
