import SQLite

/// Some events of the log in their order, copied out of the rows that `EventSource` lends, so that several
/// threads can take them in.
struct EventBatch: Sendable {
  /// What read models see of an event beside its position.
  enum Column: Int, CaseIterable {
    case type, recordedAt, occurredAt, actor, channel, data
    /// Empty when the event has none.
    case personal

    /// Where it is in a row that `EventSource` lends.
    fileprivate var index: Int { self == .type ? 1 : rawValue + 2 }
  }

  private(set) var positions: [Int64] = []
  /// All columns of all events, one behind the other.
  private var bytes: [UInt8] = []
  /// Where each of them ends, behind a zero for where the first one begins.
  private var ends = [0]

  /// Makes room for so many bytes at once; more is made when needed.
  init(room: Int = 0) {
    bytes.reserveCapacity(room)
  }

  /// How many bytes of text it holds.
  var size: Int { bytes.count }

  var indices: Range<Int> { positions.indices }

  /// Takes in a row, whether anybody will react to it or not.
  ///
  /// - Throws: `SQLiteError` for a row that no event can have.
  mutating func add(_ row: borrowing Row) throws {
    let position = try row.integer(0)
    for column in Column.allCases {
      if column != .personal || !row.isNull(column.index) {
        try row.append(column.index, to: &bytes)
      }
      ends.append(bytes.count)
    }
    positions.append(position)
  }

  /// Empties it, to be filled again.
  mutating func removeAll() {
    positions.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    ends.removeSubrange(1...)
  }

  /// Lends the text of a column; it stays where it is as long as the batch is there and unchanged.
  func withText<Result>(
    _ column: Column,
    of event: Int,
    _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let place = event * Column.allCases.count + column.rawValue
    return try body(bytes.span.extracting(ends[place]..<ends[place + 1]))
  }
}
