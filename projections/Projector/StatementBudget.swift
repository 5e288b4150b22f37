/// How much one statement of a read model that was added at run time may do, so that one that never
/// ends holds up nobody for long.
///
/// Counted in the instructions of SQLite's machine, not in time: the same statement must fail, or not,
/// on every machine.
final class StatementBudget {
  /// How often SQLite asks.
  static let instructionsPerTick = 1_000_000
  /// Seconds of work, where what an event brings takes some thousand instructions.
  private static let greatestTicks = 200

  static let problem =
    "it took more than \(greatestTicks) million steps of SQLite, and may never end"

  /// Nil while nobody is watched.
  private var ticks: Int?

  private(set) var isSpent = false

  func begin() {
    ticks = 0
    isSpent = false
  }

  func end() {
    ticks = nil
  }

  /// Whether the statement that runs now has had enough.
  func tick() -> Bool {
    guard let ticks else { return false }
    self.ticks = ticks + 1
    isSpent = ticks >= Self.greatestTicks
    return isSpent
  }
}
