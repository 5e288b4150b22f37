/// The events that a read model still has to take in.
struct Window {
  /// The newest event it has taken in; 0 when none.
  let after: Int64
  /// The event up to which it shall be brought.
  let through: Int64

  func contains(_ position: Int64) -> Bool {
    position > after && position <= through
  }
}
