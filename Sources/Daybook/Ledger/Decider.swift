import EventLog
import Events
import Model

/// Decides commands that follow on a history.
struct Decider {
  let history: LogHistory
  let clock: () -> Instant

  /// What a command comes to, once its events are appended.
  struct Decided {
    let outcome: Outcome
    /// What is to be appended; nil when nothing is.
    var command: PreparedCommand?
  }

  /// Decides a command.
  ///
  /// - Throws: `Refusal`, or an error of the log.
  func decide(_ request: Request) throws -> Decided {
    let log = history.log
    let provenance = request.provenance
    try provenance.check()
    let fingerprint = request.content.map(log.fingerprint)
    if let replayed = try replay(request, fingerprint) {
      return Decided(outcome: replayed)
    }
    let now = max(clock(), history.lastRecordedAt ?? Instant(microseconds: .min))
    var context = DecisionContext(provenance: provenance, now: now, history: history) { count in
      try log.takeRandom(count)
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
    guard !events.isEmpty else { return Decided(outcome: Outcome(of: [], context)) }
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
    let command = log.prepare(events, envelope, after: history.size, fingerprint: fingerprint)
    return Decided(outcome: Outcome(of: command.events, context), command: command)
  }

  /// The same command with the same id is answered as the first time, and nothing is appended.
  private func replay(_ request: Request, _ fingerprint: [UInt8]?) throws -> Outcome? {
    guard let id = request.provenance.commandID, let known = try history.command(id.text) else {
      return nil
    }
    if let before = known.fingerprint, before != fingerprint {
      throw Refusal(
        .commandIDReused,
        "The command id \(id.text) was used before with other content.",
        details: ["positions": .array(known.positions.map(JSON.integer))]
      )
    }
    let events = try known.positions.compactMap { try history.event(at: $0) }
    return Outcome(of: request.command, replaying: events)
  }

  private func checkCausation(_ provenance: Provenance) throws {
    guard let position = provenance.causation else { return }
    guard position >= 1, position <= history.size else {
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
    guard position <= history.size else {
      throw Refusal(.notFound, "There is no event at position \(position) yet.")
    }
    guard let tag = try context.tag(of: subject) else { return }
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
