/// Counts how long a query takes, and ends it when that is too long.
///
/// Only what the query itself takes counts: whoever reads its rows may do so at leisure, page by page.
final class QueryClock {
  /// In microseconds; nil for as long as it likes.
  private var left: Int64?
  /// When the time is over, by the stopwatch, while the query goes on.
  private var deadline = Int64.max
  private let stopwatch: () -> Int64
  private let watchdog: Watchdog?

  /// - Parameters:
  ///   - milliseconds: How long the query may take; nil for as long as it likes.
  ///   - stopwatch: Microseconds that never go back.
  ///   - giveUp: Ends the program, where SQLite cannot be ended.
  init(
    milliseconds: Int?,
    stopwatch: @escaping () -> Int64,
    giveUp: @escaping @Sendable () -> Void
  ) {
    left = milliseconds.map { Int64($0) * 1000 }
    self.stopwatch = stopwatch
    watchdog = milliseconds.map { _ in Watchdog(giveUp) }
  }

  /// Whether the query has to end; SQLite asks now and then.
  func isOver() -> Bool { deadline < .max && stopwatch() > deadline }

  /// Lets the query do a part of its work, such as a row.
  ///
  /// - Throws: Its error, or `CommandError` with `query_too_long`.
  func measure<Part>(_ part: () throws -> Part) throws -> Part {
    guard let left else { return try part() }
    let start = stopwatch()
    deadline = start + left
    watchdog?.watch(microseconds: left)
    defer {
      deadline = .max
      watchdog?.rest()
    }
    let result = try part()
    let rest = left - (stopwatch() - start)
    guard rest >= 0 else { throw SandboxedSQL.tooLong }
    self.left = rest
    return result
  }
}
