package import Model
import SQLite

/// Appends events within one transaction of the log: one command, or a group of them.
///
/// Head and sequences are kept in memory until the transaction commits, so that a group of a
/// thousand commands writes them once.
package final class Writer {
  package let log: EventLog
  /// How long the log is, appended events included.
  package var size: Int64 { end.tree.size }
  /// What the log hashes to, appended events included.
  var root: Digest { end.tree.root }
  /// When the last event was recorded: the next one is never earlier.
  package var lastRecordedAt: Instant? { end.recordedAt }

  private let appender: Appender
  fileprivate var end: LogEnd
  private var changedKinds: Set<String> = []
  private let sizeBefore: Int64

  fileprivate init(
    _ log: EventLog,
    unlessChangedSince known: (end: LogEnd, version: UInt32)?
  ) throws {
    self.log = log
    let isAlone = known?.version == log.connection.dataVersion
    end = if let known, isAlone { known.end } else { try log.end() }
    appender = try log.appender
    sizeBefore = end.tree.size
  }

  /// The next number of a kind; the same until an event takes it.
  package func nextNumber(of kind: String) throws -> Int64 {
    try EventLog.number(after: last(of: kind), of: kind)
  }

  /// Appends the events of a command that was prepared for this very end of the log.
  ///
  /// - Throws: ``OutOfTurn`` when that is not where the log ends.
  package func append(_ command: PreparedCommand) throws {
    try append(command, as: log.storedEvents(of: command))
  }

  /// Appends the events of a command, of which all is known that is stored.
  fileprivate func append(_ command: PreparedCommand, as events: [StoredEvent]) throws {
    guard let first = command.events.first else { return }
    for event in events {
      try append(event)
      if !event.erased.isEmpty { try log.blank(event.erased, before: event.record.position) }
    }
    if let commandID = first.commandID {
      let fingerprint = command.fingerprint
      try appender.command(commandID, first: first.position, last: size, fingerprint: fingerprint)
    }
    end.recordedAt = first.recordedAt
  }

  /// Appends an event as it stands in another log, where what it erases is blank already.
  func append(_ event: StoredEvent, recordedAt: Instant) throws {
    try append(event)
    end.recordedAt = recordedAt
  }

  /// Remembers a command of another log: only its id decides whether it is given again.
  func remember(_ commandID: String, _ positions: ClosedRange<Int64>) throws {
    try appender.command(
      commandID,
      first: positions.lowerBound,
      last: positions.upperBound,
      fingerprint: nil
    )
  }

  /// Stores an event and all by which it is found, and lets the tree grow by it.
  ///
  /// - Throws: ``OutOfTurn`` for one that belongs at another position.
  private func append(_ event: StoredEvent) throws {
    let position = event.record.position
    guard position == size + 1 else { throw OutOfTurn() }
    if let (salt, text) = event.personal {
      try appender.personal(position, salt: salt, data: text)
    }
    try appender.event(event.record, leaf: event.leaf)
    for tag in event.tags { try appender.tag(tag, event.record.type, position) }
    for lookup in event.lookups { try appender.lookup(lookup, position) }
    for (kind, number) in event.numbers { try took(number, of: kind) }
    try end.tree.append(leaf: event.leaf) { level, number, hash in
      if level.isMultiple(of: 8) { try appender.node(level, number, hash) }
    }
  }

  private func last(of kind: String) throws -> Int64 {
    if let last = end.sequences[kind] { return last }
    let last = try log.lastNumber(of: kind)
    end.sequences[kind] = last
    return last
  }

  private func took(_ number: Int64, of kind: String) throws {
    guard number > (try last(of: kind)) else { return }
    end.sequences[kind] = number
    changedKinds.insert(kind)
  }

  /// Writes what was kept in memory; the transaction commits next.
  func finish() throws {
    let tree = end.tree
    guard tree.size > sizeBefore else { return }
    try appender.head(tree)
    for kind in changedKinds { try appender.sequence(kind, end.sequences[kind] ?? 0) }
  }
}

/// The log has another end than the one that something was prepared for: others have appended to it since.
package struct OutOfTurn: Error {
  package init() {}
}

/// The end of the log, as the next event needs to know it.
struct LogEnd {
  fileprivate(set) var tree: HashTree
  fileprivate(set) var recordedAt: Instant?
  /// The highest number given out of each kind, as far as it has been asked for.
  fileprivate(set) var sequences: [String: Int64] = [:]
}

extension EventLog {
  /// Runs a group of appends as one transaction: all of it is durable when this returns, or
  /// nothing of it happened.
  ///
  /// - Throws: What the closure throws; `LogError` for a log that does not end where it says, or whose file
  ///   was taken from its path: what is written there nobody would find.
  package func write<Result>(_ body: (Writer) throws -> Result) throws -> Result {
    let known = lastEnd
    lastEnd = nil
    let (result, newEnd) = try connection.immediate {
      guard !connection.hasMoved else {
        throw LogError(
          .unreachable,
          "\(path) is not the ledger any more that this program has open: it was moved, replaced or removed "
            + "meanwhile. Nothing was appended to either."
        )
      }
      recentEvents = []
      defer { recentEvents = nil }
      let writer = try Writer(self, unlessChangedSince: known)
      let result = try body(writer)
      try writer.finish()
      return (result, writer.end)
    }
    lastEnd = (newEnd, connection.dataVersion)
    return result
  }

  /// Appends what was prepared for a log of such an end, as one transaction.
  ///
  /// What can be worked out before is, so that the lock for writing is held for a short time.
  ///
  /// - Throws: ``OutOfTurn`` when that is not where the log ends; then nothing of it happened.
  package func append(_ commands: [PreparedCommand], after end: Int64) throws {
    let stored = try commands.map(storedEvents(of:))
    try write { writer in
      guard writer.size == end else { throw OutOfTurn() }
      for (command, events) in zip(commands, stored) { try writer.append(command, as: events) }
    }
  }

  /// The number behind the highest one given out of a kind.
  package static func number(after last: Int64, of kind: String) throws -> Int64 {
    let (next, overflow) = last.addingReportingOverflow(1)
    guard !overflow else { throw LogError(.damaged, "There is no number left of kind \(kind).") }
    return next
  }

  /// The end of the log as it is stored.
  fileprivate func end() throws -> LogEnd {
    let tree = try tree()
    let last = try connection.integer(Statements.positionLast) ?? 0
    guard last == tree.size else {
      throw LogError(
        .damaged,
        "The ledger \(path) is damaged: its head counts \(tree.size) events, and the last one is \(last)."
      )
    }
    return LogEnd(tree: tree, recordedAt: try recordedAt(tree.size))
  }
}
