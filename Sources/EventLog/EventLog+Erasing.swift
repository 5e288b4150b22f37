package import Model
import SQLite

/// What an erasure does to the log: the entries stay, and with them every hash; the personal parts that
/// they commit to go.
extension EventLog {
  /// Hands over the events whose personal part belongs to one of some subjects and is still there, oldest
  /// first, until `body` says false.
  ///
  /// Subjects are tags: `customer:5`. With `before` only events in front of that position.
  package func readPersonal(
    of subjects: [String],
    before end: Int64 = .max,
    _ body: (Event) throws -> Bool
  ) throws {
    let wanted = Set(subjects)
    for position in try positions(ofAny: wanted, before: end) {
      guard let event = try event(at: position), event.holdsPersonalPart(of: wanted) else {
        continue
      }
      guard try body(event) else { return }
    }
  }

  /// The positions in front of one of the events that carry any of some tags, each once and in order.
  func positions(ofAny tags: Set<String>, before end: Int64) throws -> [Int64] {
    var positions: Set<Int64> = []
    for tag in tags {
      for position in try self.positions(tagged: tag, after: 0) where position < end {
        positions.insert(position)
      }
    }
    return positions.sorted()
  }

  /// Blanks the personal parts of all events in front of a position that belong to some subjects, and
  /// what else could lead to their values.
  ///
  /// Part of the transaction that appends the erasing event at that position. A purge has to follow:
  /// see ``finishPurge(of:)``.
  func blank(_ subjects: [String], before position: Int64) throws {
    try readPersonal(of: subjects, before: position) { event in
      try connection.run(Statements.blankPersonal, event.position)
      if let contract = contracts(event.type, event.version) {
        let kept = contract.lookups(of: contract.split(event.data).public)
        for lookup in contract.lookups(of: event.data) where !kept.contains(lookup) {
          try connection.run(Statements.removeLookup, hash(lookup), event.position)
        }
      }
      if let commandID = event.commandID {
        try connection.run(Statements.forgetFingerprint, commandID)
      }
      return true
    }
    recentEvents = recentEvents.map { _ in [] }
    try connection.run(Statements.savePendingPurge, position, Int64(0))
    isPurgeDue = true
  }

  /// Empties the write-ahead log, which still holds what was overwritten.
  ///
  /// - Parameter waiting: Whether to wait for programs that write, or read an older state, as long as the
  ///   busy timeout says.
  /// - Throws: `SQLiteError` with `isBusy` while there are any.
  package func emptyWriteAheadLog(waiting: Bool) throws {
    let timeout = connection.busyTimeoutMilliseconds
    defer { connection.busyTimeoutMilliseconds = timeout }
    if !waiting { connection.busyTimeoutMilliseconds = 0 }
    try connection.checkpointTruncate()
  }

  /// Notes that the purge of an erasure is done, unless somebody else was erased since.
  package func finishPurge(of erasure: Int64) throws {
    try connection.immediate { try connection.run(Statements.savePendingPurge, Int64(0), erasure) }
  }
}

extension Event {
  /// Whether its personal part is still there and belongs to one of some subjects.
  func holdsPersonalPart(of subjects: Set<String>) -> Bool {
    !personalFields.isEmpty && !subjects.isDisjoint(with: self.subjects)
  }
}
