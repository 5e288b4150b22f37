import EventLog
import Events
package import Model

/// A command as it came from outside: what is to be done, by whom and why.
package struct Request: Sendable {
  package let command: any Decision
  package let provenance: Provenance
  /// What makes two commands the same: command, own fields, site, actor, channel, reason.
  ///
  /// Nil for one without an id. Made with the request, which may be on another thread than the one that
  /// decides.
  let content: [UInt8]?

  package init(_ command: any Decision, _ provenance: Provenance) {
    self.command = command
    self.provenance = provenance
    content = Self.content(of: command, provenance)
  }

  private static func content(of command: any Decision, _ provenance: Provenance) -> [UInt8]? {
    guard provenance.commandID != nil else { return nil }
    let common = JSONObject(present: [
      ("actor", .string(provenance.actor.text)),
      ("channel", .string(provenance.channel.rawValue)),
      ("command", .string(type(of: command).name)),
      ("reason", provenance.reason.map(JSON.string)),
      ("site", (provenance.site?.text).map(JSON.string)),
    ])
    return command.content(with: common)
  }

  /// Reads a command of `apply`: its name in `command`, its own fields and the common ones.
  ///
  /// Common fields that it leaves out are those of `defaults`. Refuses with `field_missing`,
  /// `field_unknown`, `field_invalid` or `email_invalid`.
  package init(_ object: JSONObject, defaults: Provenance) throws(Refusal) {
    guard let name = object["command"] else { throw .missing("command") }
    guard let name = name.string, let type = Decisions.named(name) else {
      let text = name.string ?? "?"
      let nearest = Spelling.nearest(to: text, among: Decisions.names)
      throw .unknown(
        "command",
        "names no command" + (nearest.map { "; did you mean \($0)?" } ?? "; see `daybook help`")
      )
    }
    var (common, own) = object.parted { Provenance.has($0) && !type.hasOwn($0) }
    own["command"] = nil
    var provenance = defaults
    try Provenance.fields.read(common, into: &provenance)
    self.init(try type.read(own), provenance)
  }
}

/// Commands that become durable together.
package struct CommandGroup {
  private let writer: Writer
  private let states: KnownStates
  private let clock: () -> Instant

  fileprivate init(_ writer: Writer, _ states: KnownStates, clock: @escaping () -> Instant) {
    self.writer = writer
    self.states = states
    self.clock = clock
    states.begin(at: writer.size, isAlone: writer.isAlone)
  }

  /// Decides a command and appends its events.
  ///
  /// A refused command appends nothing, and the group may go on; any other error ends the group,
  /// and nothing of it happens.
  ///
  /// - Throws: `Refusal`, or an error of the log.
  package func perform(_ request: Request) throws -> Outcome {
    let provenance = request.provenance
    try provenance.check()
    let fingerprint = request.content.map(writer.log.fingerprint)
    if let replayed = try replay(provenance.commandID, fingerprint) { return replayed }
    let now = max(clock(), writer.lastRecordedAt ?? Instant(microseconds: .min))
    let history = LogHistory(writer: writer, states: states)
    var context = DecisionContext(provenance: provenance, now: now, history: history) { count in
      try writer.log.takeRandom(count)
    }
    try checkCausation(provenance)
    try checkUnchanged(request, context)
    try request.command.decide(in: &context)
    let events = try context.events.map { event in
      let type = type(of: event)
      guard let contract = Catalogue.contract(named: type.name, version: type.version) else {
        throw LogError(.damaged, "There is no contract for \(type.name).")
      }
      try event.data.checkStorable()
      return NewEvent(contract: contract, data: event.data)
    }
    let envelope = Envelope(
      recordedAt: now,
      occurredAt: provenance.occurredAt ?? now,
      actor: provenance.actor.text,
      channel: provenance.channel,
      reason: provenance.reason,
      commandID: provenance.commandID?.text,
      correlationID: provenance.correlationID?.text,
      causation: context.causation ?? provenance.causation
    )
    let appended = try writer.append(events, envelope, fingerprint: fingerprint)
    states.note(appended)
    if events.contains(where: { !$0.contract.erases.isEmpty }) { states.forget() }
    return Outcome(of: appended, context)
  }

  /// The same command with the same id is answered as the first time, and nothing is appended.
  private func replay(_ id: PublicText?, _ fingerprint: [UInt8]?) throws -> Outcome? {
    guard let id, let known = try writer.log.command(id.text) else { return nil }
    if let before = known.fingerprint, before != fingerprint {
      throw Refusal(
        .commandIDReused,
        "The command id \(id.text) was used before with other content.",
        details: ["positions": .array(known.positions.map(JSON.integer))]
      )
    }
    let events = try known.positions.compactMap { try writer.log.event(at: $0) }
    return Outcome(replaying: events)
  }

  private func checkCausation(_ provenance: Provenance) throws {
    guard let position = provenance.causation else { return }
    guard position >= 1, position <= writer.size else {
      throw Refusal(.notFound, "There is no event at position \(position) to be the causation.")
    }
  }

  private func checkUnchanged(_ request: Request, _ context: DecisionContext) throws {
    guard let position = request.provenance.unlessChangedSince else { return }
    guard let subject = request.command.subject else {
      throw Refusal.invalid("unless_changed_since", "needs a command with a subject")
    }
    guard position >= 0 else {
      throw Refusal.invalid("unless_changed_since", "must be a position of the log")
    }
    guard position <= writer.size else {
      throw Refusal(.notFound, "There is no event at position \(position) yet.")
    }
    let tag = try context.tag(of: subject)
    let positions = try context.history.positions(tagged: tag, after: position)
    guard positions.isEmpty else {
      let list = positions.suffix(5).map(String.init).joined(separator: ", ")
      throw Refusal(
        .conflict,
        "\(tag) has changed since position \(position): see \(list).",
        details: ["positions": .array(positions.map(JSON.integer))]
      )
    }
  }
}

/// History as the log has it, events of the running group included.
private struct LogHistory: History {
  let writer: Writer
  let states: KnownStates

  func events(_ types: EventTypes, tagged tag: String) throws -> [Event] {
    try writer.log.events(tagged: tag, types: types.names)
  }

  func fold<State: FoldedState>(
    _ tag: String,
    _ begin: (Event) throws -> State
  ) throws -> State? {
    try states.fold(tag, through: writer.size, begin) { after in
      try writer.log.events(tagged: tag, types: State.types.names, after: after)
    }
  }

  func lastEvent(_ types: EventTypes, tagged tag: String) throws -> Event? {
    try writer.log.lastEvent(tagged: tag, types: types.names)
  }

  func event(at position: Int64) throws -> Event? {
    try writer.log.event(at: position)
  }

  func events(found lookup: Lookup) throws -> [Event] {
    try writer.log.events(found: lookup)
  }

  func hasEvent(tagged tag: String) throws -> Bool {
    try writer.log.hasEvent(tagged: tag)
  }

  func positions(tagged tag: String, after: Int64) throws -> [Int64] {
    try writer.log.positions(tagged: tag, after: after)
  }

  func events(
    _ types: EventTypes,
    having field: String,
    among numbers: Set<Int64>
  ) throws -> [Event] {
    try writer.log.events(types: types.names, having: field, among: numbers)
  }

  func readPersonal(of subjects: [String], _ body: (Event) throws -> Bool) throws {
    try writer.log.readPersonal(of: subjects, body)
  }

  func nextNumber(of kind: String) throws -> Int64 {
    try writer.nextNumber(of: kind)
  }
}

extension OpenLedger {
  /// Runs commands as one transaction: when this returns, all their events are durable.
  ///
  /// - Throws: What the body throws, or an error of the log; then nothing of it happened.
  package func write<Result>(_ body: (CommandGroup) throws -> Result) throws -> Result {
    try log.write { writer in try body(CommandGroup(writer, states, clock: clock)) }
  }

  /// Runs one command.
  package func perform(_ request: Request) throws -> Outcome {
    try write { try $0.perform(request) }
  }
}

extension Provenance {
  /// - Throws: `field_missing` or `field_invalid` for what is unfit to stand in the log for ever.
  fileprivate func check() throws(Refusal) {
    guard !actor.text.isEmpty else { throw .missing("actor") }
    for (name, value) in [
      ("actor", actor), ("command_id", commandID), ("correlation_id", correlationID),
    ] as [(String, PublicText?)] {
      do { try value?.check() } catch { throw error.inside(name) }
    }
    do { try site?.check() } catch { throw error.inside("site") }
    if let reason { try JSON.string(reason).checkStorable("reason") }
  }
}
