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

  /// The event tells its tags, which numbers it takes and what it erases.
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
