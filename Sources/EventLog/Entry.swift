import Model

/// The bytes of an event that are hashed: `{actor, causation, channel, command_id, commitment,
/// correlation_id, data, occurred_at, position, recorded_at, type, version}` as RFC 8785.
///
/// The members are written in sorted order straight into the bytes: this runs for every event that
/// is appended or verified.
struct Entry {
  private(set) var bytes: [UInt8] = []

  init(
    position: Int64,
    type: String,
    version: Int64,
    recordedAt: String,
    occurredAt: String,
    actor: String,
    channel: String,
    commandID: String?,
    correlationID: String?,
    causation: Int64?,
    data: [UInt8],
    commitment: Digest?
  ) {
    bytes.reserveCapacity(data.count + 420)
    add("{\"actor\":", .string(actor))
    add(",\"causation\":", JSON(causation))
    add(",\"channel\":", .string(channel))
    add(",\"command_id\":", JSON(commandID))
    add(",\"commitment\":", JSON(commitment?.base64))
    add(",\"correlation_id\":", JSON(correlationID))
    bytes.append(contentsOf: ",\"data\":".utf8)
    bytes.append(contentsOf: data)
    add(",\"occurred_at\":", .string(occurredAt))
    add(",\"position\":", .integer(position))
    add(",\"recorded_at\":", .string(recordedAt))
    add(",\"type\":", .string(type))
    add(",\"version\":", .integer(version))
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func add(_ name: StaticString, _ value: JSON) {
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    value.appendCanonical(to: &bytes)
  }
}

/// What binds the personal part to the entry: SHA-256 of salt and RFC 8785 text.
enum Commitment {
  static func hash(salt: [UInt8], personal: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.update(salt)
    hash.update(personal)
    return hash.finalize()
  }
}
