extension Unicode.Scalar {
  /// Whether this is a letter of another script than Latin.
  ///
  /// Letters that belong to no script, such as the turned comma of Hawaiian, are not.
  var isNonLatinLetter: Bool {
    guard value >= 0x80 else { return false }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return !LatinLetters.ranges.contains { $0.contains(value) }
    default:
      return false
    }
  }
}

/// The blocks whose letters are of the Latin script or of none.
private enum LatinLetters {
  static let ranges: [ClosedRange<UInt32>] = [
    0x00AA...0x02FF,  // Latin-1, Extended-A and -B, phonetic letters, modifier letters
    0x1D00...0x1D25, 0x1D2C...0x1D5C, 0x1D62...0x1D65, 0x1D6B...0x1D77, 0x1D79...0x1DBE,
    0x1E00...0x1EFF,  // Extended Additional, as in Vietnamese
    0x2071...0x209C,  // superscripts and subscripts
    0x2100...0x2125, 0x2128...0x214F,  // letter-like symbols without the ohm sign
    0x2C60...0x2C7F, 0xA700...0xA7FF,  // Extended-C and -D
    0xAB30...0xAB64, 0xFB00...0xFB06,  // Extended-E, ligatures
    0xFF21...0xFF5A,  // full-width letters
    0x10780...0x107BA, 0x1D400...0x1D6A3, 0x1DF00...0x1DF2A,
  ]
}
