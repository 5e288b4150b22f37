/// What a country calls the fields whose names differ from country to country, as words that a form
/// can translate.
package struct FieldLabels: Sendable, Equatable {
  /// The administrative area: `area`, `county`, `department`, `district`, `do_si`, `emirate`,
  /// `island`, `oblast`, `parish`, `prefecture`, `province` or `state`.
  package let administrativeArea: String
  /// The locality: `city`, `district`, `post_town` or `suburb`.
  package let locality: String
  /// The dependent locality: `district`, `neighborhood`, `suburb`, `townland` or
  /// `village_township`.
  package let dependentLocality: String
  /// The postal code: `eircode`, `pin`, `postal` or `zip`.
  package let postalCode: String

  /// Reads the kinds of the table, where an empty one is the commonest.
  init(_ kinds: String) {
    let words = kinds.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    func word(_ index: Int, _ commonest: String) -> String {
      guard words.indices.contains(index), !words[index].isEmpty else { return commonest }
      return words[index]
    }
    administrativeArea = word(0, "province")
    locality = word(1, "city")
    dependentLocality = word(2, "suburb")
    postalCode = word(3, "postal")
  }
}
