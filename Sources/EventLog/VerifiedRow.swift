import Model
import SQLite

/// A row of `events` with its personal part, read to be checked: nothing in it is trusted.
struct VerifiedRow {
  /// How the personal part stands to the entry.
  enum PersonalState {
    case good, absent, blank, changed, unexpected
  }

  let record: EventRecord
  let entry: Entry
  let leaf: [UInt8]
  /// The salt and text of the personal part, blank or not.
  let personal: (salt: [UInt8], text: [UInt8])?
  let personalState: PersonalState

  var type: String { record.type }
  var version: Int64 { record.version }
  var recordedAt: String { record.recordedAt }
  var commandID: String? { record.commandID }
  /// The public fields, or nil when the text is not canonical.
  var publicPart: JSONObject? { Self.canonical(record.data) }
  /// The personal fields, or nil when there are none that can be read.
  var personalPart: JSONObject? { personal.flatMap { Self.canonical($0.text) } }

  init(_ row: borrowing Row) throws {
    record = try EventRecord(row)
    leaf = try row.bytes(12)
    entry = record.entry
    let salt = try row.optionalBytes(13)
    let text = try row.optionalBytes(14)
    if let salt, let text { personal = (salt, text) } else { personal = nil }
    personalState = Self.state(commitment: try row.optionalBytes(11), personal)
  }

  private static func state(
    commitment: [UInt8]?,
    _ personal: (salt: [UInt8], text: [UInt8])?
  ) -> PersonalState {
    guard let (salt, text) = personal else { return commitment == nil ? .good : .absent }
    guard let commitment else { return .unexpected }
    if Commitment.hash(salt: salt, personal: text).bytes == commitment { return .good }
    // Its salt is gone as well: with that, one could still find out what a guess is worth.
    let isBlank = text.allSatisfy { $0 == UInt8(ascii: " ") } && salt.allSatisfy { $0 == 0 }
    return isBlank && !text.isEmpty ? .blank : .changed
  }

  private static func canonical(_ text: [UInt8]) -> JSONObject? {
    guard let json = try? JSON(parsing: text), let object = json.object else { return nil }
    var again: [UInt8] = []
    json.appendCanonical(to: &again)
    return again == text ? object : nil
  }
}
