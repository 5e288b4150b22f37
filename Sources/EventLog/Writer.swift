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

  /// Whether nobody but this connection has written since its last write: what it knew then of the log
  /// still holds.
  package let isAlone: Bool

  private let appender: Appender
  fileprivate var end: LogEnd
  private var changedKinds: Set<String> = []
  private let sizeBefore: Int64

  fileprivate init(
    _ log: EventLog,
    unlessChangedSince known: (end: LogEnd, version: UInt32)?
  ) throws {
    self.log = log
    let isAlone = known.map { $0.version == log.connection.dataVersion } ?? false
    self.isAlone = isAlone
    end = if let known, isAlone { known.end } else { try log.end() }
    appender = try log.appender
    sizeBefore = end.tree.size
  }

  /// The next number of a kind; the same until an event takes it.
  package func nextNumber(of kind: String) throws -> Int64 {
    let (next, overflow) = try last(of: kind).addingReportingOverflow(1)
    guard !overflow else { throw LogError(.damaged, "There is no number left of kind \(kind).") }
    return next
  }

  /// Appends the events of one command, and returns them as they stand in the log.
  ///
  /// Nothing else may have been appended since the command was decided.
  package func append(
    _ events: [NewEvent],
    _ envelope: Envelope,
    fingerprint: [UInt8]? = nil
  ) throws -> [Event] {
    guard !events.isEmpty else { return [] }
    let first = end.tree.size + 1
    let appended = try events.map { try append($0, envelope) }
    if let commandID = envelope.commandID {
      try appender.command(commandID, first: first, last: end.tree.size, fingerprint: fingerprint)
    }
    end.recordedAt = envelope.recordedAt
    return appended
  }

  private func append(_ event: NewEvent, _ envelope: Envelope) throws -> Event {
    let contract = event.contract
    let position = end.tree.size + 1
    var (open, personal) = contract.split(event.data)
    if let reason = envelope.reason { personal["reason"] = .string(reason) }
    var commitment: Digest?
    if !personal.isEmpty {
      let salt = try log.random.take(32)
      var text: [UInt8] = []
      JSON.object(personal).appendCanonical(to: &text)
      commitment = Commitment.hash(salt: salt, personal: text)
      try appender.personal(position, salt: salt, data: text)
    }
    var data: [UInt8] = []
    JSON.object(open).appendCanonical(to: &data)
    let record = EventRecord(position, contract, envelope, data: data, commitment: commitment)
    let tags = try file(record, contract, open: open, whole: event.data)
    let erased = contract.erased(by: open)
    if !erased.isEmpty { try log.blank(erased, before: position) }
    return Event(
      position: position,
      type: contract.name,
      version: contract.version,
      recordedAt: envelope.recordedAt,
      occurredAt: envelope.occurredAt,
      actor: envelope.actor,
      channel: envelope.channel,
      commandID: envelope.commandID,
      correlationID: envelope.correlationID,
      causation: envelope.causation,
      reason: envelope.reason,
      tags: tags,
      contract: contract,
      data: event.data
    )
  }

  /// Appends an event as it stands in another log, with its personal part.
  ///
  /// `open` are its public fields, `whole` those and the personal ones. Its position must be the next.
  func take(
    _ record: EventRecord,
    _ contract: EventContract,
    open: JSONObject,
    whole: JSONObject,
    personal: (salt: [UInt8], text: [UInt8])?,
    recordedAt: Instant
  ) throws {
    if let (salt, text) = personal {
      try appender.personal(record.position, salt: salt, data: text)
    }
    _ = try file(record, contract, open: open, whole: whole)
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
  /// - Returns: Its tags.
  private func file(
    _ record: EventRecord,
    _ contract: EventContract,
    open: JSONObject,
    whole: JSONObject
  ) throws -> [String] {
    let leaf = HashTree.leaf(record.entry.bytes)
    try appender.event(record, leaf: leaf)
    let tags = contract.tags(of: open)
    for tag in tags { try appender.tag(tag, contract.name, record.position) }
    for lookup in contract.lookups(of: whole) {
      try appender.lookup(log.hash(lookup), record.position)
    }
    for kind in contract.creates {
      if let number = open[kind]?.integer { try took(number, of: kind) }
    }
    try end.tree.append(leaf: leaf) { level, number, hash in
      if level.isMultiple(of: 8) { try appender.node(level, number, hash) }
    }
    return tags
  }

  private func last(of kind: String) throws -> Int64 {
    if let last = end.sequences[kind] { return last }
    let last = try log.connection.integer(Statements.readSequence, kind) ?? 0
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
  package func write<Result>(_ body: (Writer) throws -> Result) throws -> Result {
    let known = lastEnd
    lastEnd = nil
    let (result, newEnd) = try connection.immediate {
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

  /// The end of the log as it is stored.
  fileprivate func end() throws -> LogEnd {
    let tree = try tree()
    return LogEnd(tree: tree, recordedAt: try recordedAt(tree.size))
  }
}
