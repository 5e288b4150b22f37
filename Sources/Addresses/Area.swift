/// A state, province or the like that a country prints in its addresses.
package struct Area: Sendable {
  /// The territory it belongs to.
  package let territory: String
  /// What a label prints: `CA`, `N.L.`, `東京都`, `Co. Cork`.
  package let label: String
  /// What a label in Latin script prints, where that is something else: `Tokyo`.
  package let latinLabel: String?
  /// The part of the ISO 3166-2 code after the country: `13` of `JP-13`; nil where there is none.
  package let suffix: String?
  /// The name that the source of the data knows it by.
  package let key: String
  /// Other names: in full, in the country's other languages, newer ones.
  package let names: [String]
  /// Other ISO 3166-2 suffixes, such as a replaced one.
  package let otherSuffixes: [String]
  /// How postal codes of the area begin.
  let postalPrefix: LazyPattern?
  /// What an area with rules of its own requires.
  let required: AddressParts?
  /// The postal code that an area of its own kind may have beside the country's.
  let postalPattern: LazyPattern?

  /// The one form to compare and exchange: `JP-13`, or the key where ISO 3166-2 has no code.
  package var canonical: String {
    suffix.map { "\(territory)-\($0)" } ?? key
  }

  /// All that it is called: labels, the key and other names.
  package var allNames: [String] {
    [label, key] + [latinLabel].compactMap(\.self) + names
  }

  /// Its codes of ISO 3166-2, with the country and without.
  package var allCodes: [String] {
    let suffixes = [suffix].compactMap(\.self) + otherSuffixes
    return suffixes + suffixes.map { "\(territory)-\($0)" }
  }

  /// What to print in the one script or the other.
  package func printed(latin: Bool) -> String {
    latin ? latinLabel ?? label : label
  }
}
