import Model

/// What an address is used for.
public enum Usage: String, Sendable, CaseIterable {
  /// Where the invoice goes.
  case billing
  /// Where the goods go.
  case shipping
}

extension Usage: Choice {}
