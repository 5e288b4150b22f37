package import SQLite

/// Raw rows for read models: position, type, version, recorded_at, occurred_at, actor, channel,
/// public and personal data. No event value is made of them.
extension EventLog {
  /// Hands over the rows after one position up to another, oldest first.
  package func replay(
    after: Int64,
    through: Int64,
    occurredUntil: String?,
    row: (borrowing Row) throws -> Void
  ) throws {
    try connection.query(Statements.replayRange, after, through, occurredUntil, row: row)
  }

  /// Hands over the rows that carry any of some tags, which are a JSON list, oldest first.
  package func replay(
    tags: String,
    through: Int64,
    occurredUntil: String?,
    row: (borrowing Row) throws -> Void
  ) throws {
    try connection.query(Statements.replayTagged, tags, through, occurredUntil, row: row)
  }

  /// The length of the log.
  package func size() throws -> Int64 {
    try head().size
  }

  /// The leaf hash of the event at a position; nil beyond the end.
  package func leaf(at position: Int64) throws -> [UInt8]? {
    try connection.first(Statements.readLeaf, position) { try $0.bytes(0) }
  }
}

extension EventLog {
  /// The same log on a connection of its own that only reads, for another thread.
  package func openedAgain() throws -> EventLog {
    let log = try EventLog(path: path, readOnly: true, contracts: contracts)
    // It goes once through the tables: what it has read, it does not read again.
    try log.connection.execute("PRAGMA cache_size = -2048")
    return log
  }

  /// Carries the WAL over into the file, as far as no reader needs it.
  package func settle() throws {
    try connection.checkpointTruncate()
  }

  /// Random bytes from the operating system.
  package func takeRandom(_ count: Int) throws -> [UInt8] {
    try random.take(count)
  }
}
