import Model

/// What a site does when a guest orders with the e-mail of an account.
public enum GuestEmailRule: String, Sendable, CaseIterable {
  /// The order is the guest's, and nothing is said.
  case accept
  /// The order is the guest's, with a warning.
  case warn
  /// The order is refused.
  case refuse
}

extension GuestEmailRule: Choice {}
