import Model
import SQLite

/// An event as far as the history of fields needs it: of ten thousand, most are looked at only to be
/// followed by the next.
struct HistoricEvent {
  let position: Int64
  let type: String
  let occurredAt: String
  /// Public and personal fields together.
  let data: JSONObject
  /// Whether the personal fields have been erased.
  let isErased: Bool

  /// Reads a row of `EventLog.replay`.
  init(_ row: borrowing Row) throws {
    position = try row.integer(0)
    type = try row.text(1)
    occurredAt = try row.text(4)
    var data = try row.withBytes(7) { try JSON(parsing: $0) }.object ?? [:]
    var isErased = false
    if row.type(8) != .null {
      let personal = try row.withBytes(8) { text in
        text.isEmpty || text[0] == UInt8(ascii: " ") ? nil : try JSON(parsing: text).object
      }
      for (key, value) in personal ?? [:] { data[key] = value }
      isErased = personal == nil
    }
    self.data = data
    self.isErased = isErased
  }

  subscript(field: String) -> JSON { data[field] ?? .null }
}
