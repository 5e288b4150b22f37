package import Model

/// What to look for: words at white space, each of which must be found.
package struct SearchWords: Sendable {
  private let text: String

  /// How long it may be, in bytes of UTF-8: each word costs a look into the indexes.
  private static let greatestLength = 256
  /// So many digits or more are looked for in phones.
  private static let fewestDigits = 3

  /// The words as `customers/common.sql` takes them; nil when nothing is looked for.
  ///
  /// Digits in a row of words count as one number too, so that a phone can be given as it is shown.
  var parameter: JSON? {
    var words: [JSON] = []
    var rest = text.unicodeScalars.split { $0.properties.isWhitespace }
      .filter { $0.contains(where: Self.isLetterOrDigit) }[...]
    while !rest.isEmpty {
      let run = rest.prefix { $0.allSatisfy(Self.isOfPhones) }
      let number = run.map(Self.digits).joined()
      for word in rest.prefix(max(1, run.count)) {
        let numbers = run.isEmpty ? [] : [Self.digits(word), number]
        let digits = numbers.filter { $0.utf8.count >= Self.fewestDigits }.map(JSON.string)
        let word: JSON = ["phrase": .string(Self.phrase(word)), "digits": .array(digits)]
        if !words.contains(word) { words.append(word) }
      }
      rest = rest.dropFirst(max(1, run.count))
    }
    return words.isEmpty ? nil : .array(words)
  }

  /// The word in quotes, where nothing in it means anything to FTS5, and the star for its beginning.
  ///
  /// What would end the quotes or the text is no part of a word to FTS5, as a space is not.
  private static func phrase(_ word: Substring.UnicodeScalarView) -> String {
    var phrase = "\""
    for scalar in word {
      phrase.unicodeScalars.append(scalar == "\"" || scalar == "\0" ? " " : scalar)
    }
    return phrase + "\"*"
  }

  private static func digits(_ word: Substring.UnicodeScalarView) -> String {
    String(String.UnicodeScalarView(word.filter { ("0"..."9").contains($0) }))
  }

  private static func isOfPhones(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ["+", "-", "(", ")", ".", "/"].contains(scalar)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}

extension SearchWords: FieldValue {
  package static var fieldKind: FieldKind { .text }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string else { throw .invalid("must be a text") }
    guard text.utf8.count <= Self.greatestLength else {
      throw .invalid("is longer than \(Self.greatestLength) bytes; look for fewer or shorter words")
    }
    self.text = text
  }

  package var fieldJSON: JSON { .string(text) }
}
