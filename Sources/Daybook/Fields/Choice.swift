package import Model

/// A field that holds one of a few words.
package protocol Choice: FieldValue, RawRepresentable, CaseIterable where RawValue == String {}

extension Choice {
  package static var fieldKind: FieldKind { .choice(allCases.map(\.rawValue)) }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, let value = Self(rawValue: text) else {
      throw .invalid("must be one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = value
  }

  package var fieldJSON: JSON { .string(rawValue) }
}
