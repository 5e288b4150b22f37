import Daybook
import EventLog
import Model

/// The events of the log that are wanted: those that are there and, when it is followed, those that
/// come.
struct LogStream {
  /// The position that the first event stands behind.
  var after: Int64 = 0
  /// The last position; the end of the log, however far that moves, when it is followed.
  var through: Int64 = .max
  /// The tags that all events carry: the first one is what they are found by.
  var tags: [String] = []
  var filter = EventFilter()
  var isReversed = false
  var isFollowed = false
  var limit: Int64?

  /// How long to wait before looking for new events again.
  private static let pauseMilliseconds: UInt32 = 100

  /// Hands over one event after the other.
  ///
  /// Nothing is held between two looks, so writers never wait for a reader. Ends when the program is
  /// told to stop or nobody reads its output any more. `rest` is done before waiting for more, and at
  /// the end.
  func read(
    _ ledger: OpenLedger,
    _ session: Session,
    _ event: (Event) throws -> Void,
    rest: () throws -> Void
  ) throws {
    if isFollowed {
      if ledger.log.isImmutable {
        throw Refusal.invalid("follow", "needs a ledger that others can write beside")
      }
      session.terminal.catchInterrupts()
    }
    var left = limit ?? .max
    var last = after
    var end = min(through, try ledger.log.size())
    while true {
      if left > 0 {
        try ledger.log.read(
          after: last,
          through: end,
          tagged: tags.first,
          where: filter,
          reversed: isReversed
        ) { found in
          guard carriesAllTags(found) else { return true }
          try event(found)
          left -= 1
          return left > 0
        }
      }
      try rest()
      guard isFollowed, left > 0 else { return }
      try session.output.flush()
      last = max(last, end)
      while end <= last {
        session.terminal.pause(Self.pauseMilliseconds)
        if session.terminal.isInterrupted() || session.output.isClosed() { return }
        end = try ledger.log.size()
      }
    }
  }

  private func carriesAllTags(_ event: Event) -> Bool {
    guard tags.count > 1 else { return true }
    let carried = event.tags
    return tags.dropFirst().allSatisfy { tag in carried.contains { $0.isSame(as: tag) } }
  }
}
