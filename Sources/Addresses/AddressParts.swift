/// A set of parts of an address.
package struct AddressParts: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The set of one part.
  package init(_ part: AddressPart) {
    self.init(rawValue: 1 << UInt8(part.rawValue))
  }

  /// The set that letters of the table stand for; other letters stand for nothing.
  init(letters: String) {
    self = []
    for part in letters.utf8.compactMap(AddressPart.init) {
      insert(AddressParts(part))
    }
  }

  /// Tells whether a part is in the set.
  package func contains(_ part: AddressPart) -> Bool {
    contains(AddressParts(part))
  }
}
