package import Model

/// The events of one command as they will stand behind one end of the log, and by what they are found.
///
/// No more than the commands behind it need to know, so that deciding goes on soon: what is stored of
/// each event may be worked out on another thread.
package struct PreparedCommand: Sendable {
  /// Never empty.
  package let events: [Event]
  /// The hashes that each event is filed under.
  package let lookups: [[[UInt8]]]
  /// What tells the command from another one with its id; nil for one without.
  package let fingerprint: [UInt8]?
  /// Whether it takes away parts of events that are in the log.
  package var isErasing: Bool { events.contains { !$0.erased.isEmpty } }
}

extension EventLog {
  /// Places the events of one command, of which there is at least one, behind a log of the length `end`.
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

extension Event {
  fileprivate init(_ event: NewEvent, _ envelope: Envelope, at position: Int64) {
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
