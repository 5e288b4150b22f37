package import Model

/// The events of one command as they will stand behind one end of the log, and by what they are found.
///
/// No more than the commands behind it need to know, so that deciding goes on soon: what is stored of
/// each event may be worked out on another thread.
package struct PreparedCommand: Sendable {
  package let events: [Event]
  /// The hashes that each event is filed under.
  package let lookups: [[[UInt8]]]
  /// What tells the command from another one with its id; nil for one without.
  package let fingerprint: [UInt8]?
  /// What is stored of each event, once somebody had the time for it: see ``EventLog/seal(_:)``.
  fileprivate(set) var stored: [StoredEvent]?
  /// Whether it takes away parts of events that are in the log.
  package var isErasing: Bool { events.contains { !$0.erased.isEmpty } }
}

extension EventLog {
  /// Places the events of one command behind a log of the length `end`.
  package func prepare(
    _ events: [NewEvent],
    _ envelope: Envelope,
    after end: Int64,
    fingerprint: [UInt8]?
  ) -> PreparedCommand {
    var placed: [Event] = []
    var lookups: [[[UInt8]]] = []
    placed.reserveCapacity(events.count)
    lookups.reserveCapacity(events.count)
    var position = end
    for event in events {
      position += 1
      placed.append(Event(event, envelope, at: position))
      lookups.append(event.contract.lookups(of: event.data).map(hash))
    }
    return PreparedCommand(events: placed, lookups: lookups, fingerprint: fingerprint)
  }
}

extension EventLog {
  /// Works out all that is stored of the events of a command, unless that was done before: canonical text,
  /// salt, commitment and leaf.
  ///
  /// - Throws: `LogError` when there is nothing random to be had.
  package func seal(_ command: inout PreparedCommand) throws {
    command.stored = try storedEvents(of: command)
  }

  /// All that is stored of the events of a command, in their order.
  func storedEvents(of command: PreparedCommand) throws -> [StoredEvent] {
    if let stored = command.stored { return stored }
    var stored: [StoredEvent] = []
    stored.reserveCapacity(command.events.count)
    for (event, lookups) in zip(command.events, command.lookups) {
      stored.append(try storedEvent(event, lookups))
    }
    return stored
  }

  private func storedEvent(_ event: Event, _ lookups: [[UInt8]]) throws -> StoredEvent {
    guard let (open, erasable) = event.parts else {
      throw LogError(.damaged, "There is no contract for \(event.type).")
    }
    var personal = erasable
    if let reason = event.reason { personal["reason"] = .string(reason) }
    var part: (salt: [UInt8], text: [UInt8])?
    if !personal.isEmpty {
      var text: [UInt8] = []
      JSON.object(personal).appendCanonical(to: &text)
      part = (try random.take(32), text)
    }
    var data: [UInt8] = []
    JSON.object(open).appendCanonical(to: &data)
    let commitment = part.map { Commitment.hash(salt: $0.salt, personal: $0.text) }
    let record = EventRecord(event, data: data, commitment: commitment)
    return StoredEvent(event, record, personal: part, lookups: lookups)
  }
}

extension Event {
  fileprivate convenience init(_ event: NewEvent, _ envelope: Envelope, at position: Int64) {
    self.init(
      position: position,
      type: event.contract.name,
      version: event.contract.version,
      recordedAt: envelope.recordedAt,
      occurredAt: envelope.occurredAt,
      actor: envelope.actor,
      channel: envelope.channel,
      commandID: envelope.commandID,
      correlationID: envelope.correlationID,
      causation: envelope.causation,
      reason: envelope.reason,
      tags: event.contract.tags(of: event.data),
      contract: event.contract,
      data: event.data
    )
  }
}
