import EventLog
import Model

/// History as the log has it, and behind it what was decided and is not in there yet.
struct LogHistory: History {
  let log: EventLog
  /// How long the log is with all that was decided.
  let size: Int64
  /// When the last of it was recorded.
  let lastRecordedAt: Instant?
  let states: KnownStates
  /// The next number of a kind.
  let number: (_ kind: String) throws -> Int64
  /// What is not in the log as it is read here; nil within a write, which appends as it goes.
  var pending: PendingEvents?
  /// What was looked for before, while others could write.
  var found: FoundValues?

  func events(_ types: EventTypes, tagged tag: String) throws -> [Event] {
    try events(types, tagged: tag, after: 0)
  }

  private func events(
    _ types: EventTypes,
    tagged tag: String,
    after position: Int64
  ) throws -> [Event] {
    let stored = try log.events(tagged: tag, types: types.names, after: position)
    guard let more = pending?.events(tagged: tag, types, after: position), !more.isEmpty else {
      return stored
    }
    return stored + more
  }

  func fold<State: FoldedState>(
    _ tag: String,
    _ begin: (Event) throws -> State
  ) throws -> State? {
    try states.fold(tag, through: size, begin) { after in
      try events(State.types, tagged: tag, after: after)
    }
  }

  func lastEvent(_ types: EventTypes, tagged tag: String) throws -> Event? {
    try pending?.events(tagged: tag, types, after: 0).last
      ?? log.lastEvent(tagged: tag, types: types.names)
  }

  func event(at position: Int64) throws -> Event? {
    try pending?.event(at: position) ?? log.event(at: position)
  }

  func events(found lookup: Lookup) throws -> [Event] {
    let hash = log.hash(lookup)
    return try log.events(filedUnder: hash) + (pending?.events(filedUnder: hash) ?? [])
  }

  func hasEvent(tagged tag: String) throws -> Bool {
    if let pending, pending.hasEvent(tagged: tag) { return true }
    return try log.hasEvent(tagged: tag)
  }

  func positions(tagged tag: String, after position: Int64) throws -> [Int64] {
    try log.positions(tagged: tag, after: position)
      + (pending?.positions(tagged: tag, after: position) ?? [])
  }

  func events(
    _ types: EventTypes,
    having field: String,
    among numbers: Set<Int64>
  ) throws -> [Event] {
    guard pending == nil else { throw Unforeseeable() }
    return try log.events(types.names, having: field, among: numbers, since: found)
  }

  func readPersonal(of subjects: [String], _ body: (Event) throws -> Bool) throws {
    guard pending == nil else { throw Unforeseeable() }
    try log.readPersonal(of: subjects, body)
  }

  func nextNumber(of kind: String) throws -> Int64 {
    try number(kind)
  }

  /// What a command with this id appended, or nil when there was none.
  func command(
    _ id: String
  ) throws -> (positions: ClosedRange<Int64>, fingerprint: [UInt8]?)? {
    try pending?.command(id) ?? log.command(id)
  }
}

/// A command cannot be decided before all in front of it are durable.
///
/// It reads the whole log, or takes away parts of it; both are rare. Or somebody else has written since,
/// so that what is in front of it is void.
package struct Unforeseeable: Error {}
