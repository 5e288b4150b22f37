/// What a site makes of a field, on top of what the country makes of it.
package enum FieldOverride: String, CaseIterable, Sendable {
  /// The site does not ask for it; it must be empty.
  case hidden
  /// It may be left out even where the country requires it.
  case optional
  /// It must be there wherever the country uses it.
  case required
}
