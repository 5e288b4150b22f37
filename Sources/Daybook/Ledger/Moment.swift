public import Model

/// A point of history that a query looks from.
///
/// Two times are told apart. *Recorded* is what the ledger knew at a position or time; *effective*
/// is what was true in the business at a time, as known at that point of the log.
public struct Moment: Sendable {
  /// The last event that counts.
  public enum Recorded: Sendable {
    /// The newest.
    case now
    /// The one at a position.
    case position(Int64)
    /// The last one recorded at or before a time.
    case time(Instant)
  }

  /// What the ledger knew then.
  public var recorded: Recorded
  /// Only what had happened by then; everything when nil.
  public var effective: Instant?

  /// A point of history.
  public init(recorded: Recorded = .now, effective: Instant? = nil) {
    self.recorded = recorded
    self.effective = effective
  }

  /// Everything the ledger knows.
  public static let now = Moment()

  /// What the ledger knew when it was so long.
  public static func position(_ position: Int64) -> Moment {
    Moment(recorded: .position(position))
  }

  /// What the ledger knew at a time.
  public static func time(_ time: Instant) -> Moment {
    Moment(recorded: .time(time))
  }

  package var isNow: Bool {
    if case .now = recorded, effective == nil { true } else { false }
  }

  /// Reads what stands behind `--as-of`, a position or a time; nil for anything else.
  package static func recorded(_ text: String) -> Recorded? {
    if let position = Int64(text), position >= 0 { return .position(position) }
    return Instant(text).map(Recorded.time)
  }
}
