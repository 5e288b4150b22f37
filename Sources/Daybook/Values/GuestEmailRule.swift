package import Model

/// What a site does when a guest orders with the e-mail of an account.
public enum GuestEmailRule: String, Sendable, CaseIterable {
  /// The order is the guest's, and nothing is said.
  case accept
  /// The order is the guest's, with a warning.
  case warn
  /// The order is refused.
  case refuse
}

extension GuestEmailRule: FieldValue {
  package static var fieldKind: FieldKind { .choice(allCases.map(\.rawValue)) }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, let rule = GuestEmailRule(rawValue: text) else {
      throw .invalid("must be accept, warn or refuse")
    }
    self = rule
  }

  package var fieldJSON: JSON { .string(rawValue) }
}
