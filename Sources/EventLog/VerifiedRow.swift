import Model
import SQLite

/// A row of `events` with its personal part, read for verification: nothing in it is trusted.
struct VerifiedRow {
  /// How the personal part stands to the entry.
  enum PersonalState {
    case good, absent, blank, changed, unexpected
  }

  let entry: Entry
  let leaf: [UInt8]
  let type: String
  let version: Int64
  let recordedAt: String
  let commandID: String?
  let personalState: PersonalState
  /// The public fields, or nil when the text is not canonical.
  let publicPart: JSONObject?
  /// The personal fields, or nil when there are none that can be read.
  let personalPart: JSONObject?

  init(_ row: borrowing Row) throws {
    let data = try row.bytes(10)
    let commitment = try row.optionalBytes(11)
    let salt = try row.optionalBytes(13)
    let personal = try row.optionalBytes(14)
    type = try row.text(1)
    version = try row.integer(2)
    recordedAt = try row.text(3)
    commandID = try row.optionalText(7)
    leaf = try row.bytes(12)
    entry = Entry(
      position: try row.integer(0),
      type: type,
      version: version,
      recordedAt: recordedAt,
      occurredAt: try row.text(4),
      actor: try row.text(5),
      channel: try row.text(6),
      commandID: commandID,
      correlationID: try row.optionalText(8),
      causation: try row.optionalInteger(9),
      data: data,
      commitment: commitment.flatMap { Digest(bytes: $0.span) }
    )
    personalState = Self.state(commitment: commitment, salt: salt, personal: personal)
    publicPart = Self.canonical(data)
    personalPart = personal.flatMap(Self.canonical)
  }

  private static func state(
    commitment: [UInt8]?,
    salt: [UInt8]?,
    personal: [UInt8]?
  ) -> PersonalState {
    guard let personal, let salt else { return commitment == nil ? .good : .absent }
    guard let commitment else { return .unexpected }
    if Commitment.hash(salt: salt, personal: personal).bytes == commitment { return .good }
    // Its salt is gone as well: with that, one could still find out what a guess is worth.
    let isBlank = personal.allSatisfy { $0 == UInt8(ascii: " ") } && salt.allSatisfy { $0 == 0 }
    return isBlank && !personal.isEmpty ? .blank : .changed
  }

  private static func canonical(_ text: [UInt8]) -> JSONObject? {
    guard let json = try? JSON(parsing: text), let object = json.object else { return nil }
    var again: [UInt8] = []
    json.appendCanonical(to: &again)
    return again == text ? object : nil
  }
}
