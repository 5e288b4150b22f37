/// One thing that is wrong or odd with an address.
package struct AddressFinding: Sendable, Hashable {
  /// What is wrong or odd.
  package enum Problem: String, CaseIterable, Sendable {
    case required
    case unknownCountry = "unknown_country"
    case countryNotAllowed = "country_not_allowed"
    case unknownAdministrativeArea = "unknown_administrative_area"
    case invalidPostalCode = "invalid_postal_code"
    /// A field that the site hides is filled.
    case mustBeEmpty = "must_be_empty"
    /// A warning: the country does not print the field.
    case unusedField = "unused_field"
    /// A warning: the postal code is of another area, as far as the table knows.
    case postalAreaMismatch = "postal_area_mismatch"
  }

  /// The field it is about.
  package let field: AddressField
  /// What is wrong or odd with it.
  package let problem: Problem
  /// What would be right: a postal code that the country has, or the first area of its list.
  package let example: String?

  /// Makes a finding.
  package init(_ field: AddressField, _ problem: Problem, example: String? = nil) {
    self.field = field
    self.problem = problem
    self.example = example
  }
}
