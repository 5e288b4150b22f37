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

  init(
    _ position: Int64,
    _ contract: EventContract,
    _ envelope: Envelope,
    data: [UInt8],
    commitment: Digest?
  ) {
    self.position = position
    type = contract.name
    version = Int64(contract.version)
    recordedAt = envelope.recordedAt.text
    occurredAt =
      envelope.occurredAt == envelope.recordedAt ? recordedAt : envelope.occurredAt.text
    actor = envelope.actor
    channel = envelope.channel.rawValue
    commandID = envelope.commandID
    correlationID = envelope.correlationID
    causation = envelope.causation
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
