package import Model

/// The events of one command with everything that is stored of them.
///
/// All that can be worked out before the log is written to: so it may be done on another thread, while
/// the log is being written to.
package struct PreparedCommand: Sendable {
  let events: [PreparedEvent]
  let recordedAt: Instant
  let commandID: String?
  package let fingerprint: [UInt8]?
  /// The hashes that each event is filed under.
  package var lookups: [[[UInt8]]] { events.map(\.lookups) }
  /// Whether it takes away parts of events that are in the log.
  package var isErasing: Bool { events.contains { !$0.erased.isEmpty } }
}

/// An event as it is stored at its position.
struct PreparedEvent: Sendable {
  let record: EventRecord
  let leaf: Digest
  let personal: (salt: [UInt8], text: [UInt8])?
  let tags: [String]
  /// The hashes that it is filed under.
  let lookups: [[UInt8]]
  /// The numbers that it takes.
  let numbers: [(kind: String, number: Int64)]
  /// Whose personal parts it erases, as tags.
  let erased: [String]
}

extension EventLog {
  /// Works out what is stored of the events of one command.
  ///
  /// They stand behind a log of the length `end`; the fingerprint is that of the command, nil for one
  /// without an id. Returns what is to be appended, and the events as they will stand in the log.
  ///
  /// - Throws: `LogError` when there is nothing random to be had.
  package func prepare(
    _ events: [NewEvent],
    _ envelope: Envelope,
    after end: Int64,
    fingerprint: [UInt8]?
  ) throws -> (command: PreparedCommand, events: [Event]) {
    var prepared: [PreparedEvent] = []
    var result: [Event] = []
    prepared.reserveCapacity(events.count)
    result.reserveCapacity(events.count)
    var position = end
    for event in events {
      position += 1
      let (stored, whole) = try prepare(event, envelope, at: position)
      prepared.append(stored)
      result.append(whole)
    }
    let command = PreparedCommand(
      events: prepared,
      recordedAt: envelope.recordedAt,
      commandID: envelope.commandID,
      fingerprint: fingerprint
    )
    return (command, result)
  }

  private func prepare(
    _ event: NewEvent,
    _ envelope: Envelope,
    at position: Int64
  ) throws -> (PreparedEvent, Event) {
    let contract = event.contract
    var (open, personal) = contract.split(event.data)
    if let reason = envelope.reason { personal["reason"] = .string(reason) }
    var part: (salt: [UInt8], text: [UInt8])?
    if !personal.isEmpty {
      var text: [UInt8] = []
      JSON.object(personal).appendCanonical(to: &text)
      part = (try random.take(32), text)
    }
    var data: [UInt8] = []
    JSON.object(open).appendCanonical(to: &data)
    let record = EventRecord(
      position,
      contract,
      envelope,
      data: data,
      commitment: part.map { Commitment.hash(salt: $0.salt, personal: $0.text) }
    )
    let prepared = prepare(record, contract, open: open, whole: event.data, personal: part)
    let whole = Event(
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
      tags: prepared.tags,
      contract: contract,
      data: event.data
    )
    return (prepared, whole)
  }

  /// `open` are the public fields, `whole` those and the personal ones.
  func prepare(
    _ record: EventRecord,
    _ contract: EventContract,
    open: JSONObject,
    whole: JSONObject,
    personal: (salt: [UInt8], text: [UInt8])?
  ) -> PreparedEvent {
    PreparedEvent(
      record: record,
      leaf: HashTree.leaf(record.entry.bytes),
      personal: personal,
      tags: contract.tags(of: open),
      lookups: contract.lookups(of: whole).map(hash),
      numbers: contract.numbers(of: open),
      erased: contract.erased(by: open)
    )
  }
}
