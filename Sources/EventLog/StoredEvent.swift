import Model

/// All that is stored of an event at its position.
struct StoredEvent: Sendable {
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

  /// The event is read as it stands in the log, but for its tags and what depends on its data alone.
  init(
    _ event: Event,
    _ record: EventRecord,
    personal: (salt: [UInt8], text: [UInt8])?,
    lookups: [[UInt8]]
  ) {
    self.record = record
    leaf = HashTree.leaf(record.entry.bytes)
    self.personal = personal
    tags = event.tags
    self.lookups = lookups
    numbers = event.numbers
    erased = event.erased
  }
}

extension EventLog {
  /// Works out all that is stored of the events of a command, in their order: canonical text, salt,
  /// commitment and leaf.
  ///
  /// - Throws: `LogError` when there is nothing random to be had.
  func seal(_ command: PreparedCommand) throws -> [StoredEvent] {
    var stored: [StoredEvent] = []
    stored.reserveCapacity(command.events.count)
    for (event, lookups) in zip(command.events, command.lookups) {
      stored.append(try seal(event, lookups))
    }
    return stored
  }

  private func seal(_ event: Event, _ lookups: [[UInt8]]) throws -> StoredEvent {
    var (open, personal) = event.parts
    if let reason = event.reason { personal["reason"] = .string(reason) }
    var part: (salt: [UInt8], text: [UInt8])?
    if !personal.isEmpty {
      var text: [UInt8] = []
      JSON.object(personal).appendCanonical(to: &text)
      part = (try random.take(32), text)
    }
    var data: [UInt8] = []
    JSON.object(open).appendCanonical(to: &data)
    let record = EventRecord(
      event,
      data: data,
      commitment: part.map { Commitment.hash(salt: $0.salt, personal: $0.text) }
    )
    return StoredEvent(event, record, personal: part, lookups: lookups)
  }
}
