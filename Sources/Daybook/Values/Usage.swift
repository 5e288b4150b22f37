package import Model

/// What an address is used for.
public enum Usage: String, Sendable, CaseIterable {
  /// Where the invoice goes.
  case billing
  /// Where the goods go.
  case shipping
}

extension Usage: FieldValue {
  package static var fieldKind: FieldKind { .choice(allCases.map(\.rawValue)) }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, let usage = Usage(rawValue: text) else {
      throw .invalid("must be billing or shipping")
    }
    self = usage
  }

  package var fieldJSON: JSON { .string(rawValue) }
}
