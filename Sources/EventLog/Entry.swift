import Model

/// The bytes of an event that are hashed: `{actor, causation, channel, command_id, commitment,
/// correlation_id, data, occurred_at, position, recorded_at, type, version}` as RFC 8785.
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
    Self.append(to: &bytes) { member, bytes in
      switch member {
      case .actor: JSON.appendCanonical(actor, to: &bytes)
      case .causation: JSON(causation).appendCanonical(to: &bytes)
      case .channel: JSON.appendCanonical(channel, to: &bytes)
      case .commandID: JSON(commandID).appendCanonical(to: &bytes)
      case .commitment: Self.append(commitment, to: &bytes)
      case .correlationID: JSON(correlationID).appendCanonical(to: &bytes)
      case .data: bytes.append(contentsOf: data)
      case .occurredAt: JSON.appendCanonical(occurredAt, to: &bytes)
      case .position: JSON.appendCanonical(position, to: &bytes)
      case .recordedAt: JSON.appendCanonical(recordedAt, to: &bytes)
      case .type: JSON.appendCanonical(type, to: &bytes)
      case .version: JSON.appendCanonical(version, to: &bytes)
      }
    }
  }
}

/// The members of an entry, in the order of RFC 8785.
enum EntryMember: CaseIterable {
  case actor, causation, channel, commandID, commitment, correlationID, data, occurredAt, position
  case recordedAt, type, version

  /// Name and colon, behind the comma or bracket that precedes them.
  fileprivate var opening: StaticString {
    switch self {
    case .actor: "{\"actor\":"
    case .causation: ",\"causation\":"
    case .channel: ",\"channel\":"
    case .commandID: ",\"command_id\":"
    case .commitment: ",\"commitment\":"
    case .correlationID: ",\"correlation_id\":"
    case .data: ",\"data\":"
    case .occurredAt: ",\"occurred_at\":"
    case .position: ",\"position\":"
    case .recordedAt: ",\"recorded_at\":"
    case .type: ",\"type\":"
    case .version: ",\"version\":"
    }
  }
}

extension Entry {
  /// Appends an entry whose members `value` writes.
  ///
  /// Straight into the bytes, without an object in between: this runs for every event that is appended or
  /// verified.
  @inline(__always)
  static func append(
    to bytes: inout [UInt8],
    _ value: (EntryMember, inout [UInt8]) throws -> Void
  ) rethrows {
    for member in EntryMember.allCases {
      member.opening.withUTF8Buffer { bytes.append(contentsOf: $0) }
      try value(member, &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends a commitment as the entry writes it.
  static func append(_ commitment: Digest?, to bytes: inout [UInt8]) {
    guard let commitment else { return JSON.null.appendCanonical(to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
    commitment.appendBase64(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}

/// What binds the personal part to the entry: SHA-256 of salt and RFC 8785 text.
enum Commitment {
  static func hash(salt: [UInt8], personal: [UInt8]) -> Digest {
    hash(salt: salt.span, personal: personal.span)
  }

  static func hash(salt: Span<UInt8>, personal: Span<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(salt)
    hash.update(personal)
    return hash.finalize()
  }
}
