import Model

/// The columns of a row of `events`.
struct EventRecord {
  let position: Int64
  let type: String
  let version: Int64
  let recordedAt: String
  let occurredAt: String
  let actor: String
  let channel: String
  let commandID: String?
  let correlationID: String?
  let causation: Int64?
  let data: [UInt8]
  let commitment: Digest?

  init(_ event: Event, data: [UInt8], commitment: Digest?) {
    position = event.position
    type = event.type
    version = Int64(event.version)
    recordedAt = event.recordedAt.text
    occurredAt = event.occurredAt == event.recordedAt ? recordedAt : event.occurredAt.text
    actor = event.actor
    channel = event.channel.rawValue
    commandID = event.commandID
    correlationID = event.correlationID
    causation = event.causation
    self.data = data
    self.commitment = commitment
  }

  /// The bytes that are hashed.
  var entry: Entry {
    Entry(
      position: position,
      type: type,
      version: version,
      recordedAt: recordedAt,
      occurredAt: occurredAt,
      actor: actor,
      channel: channel,
      commandID: commandID,
      correlationID: correlationID,
      causation: causation,
      data: data,
      commitment: commitment
    )
  }
}
