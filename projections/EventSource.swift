package import Model
package import SQLite

/// Where events come from: the log, seen by read models.
///
/// A row lent by `replay` has the columns 0 position, 1 type, 2 version, 3 recorded_at,
/// 4 occurred_at, 5 actor, 6 channel, 7 data (RFC 8785 text), 8 personal data (RFC 8785 text; NULL
/// when the event has none, all spaces when it was erased). Rows come in the order of their
/// positions.
package protocol EventSource {
  /// The position of the newest event; 0 when there is none.
  func size() throws -> Int64
  /// 32 bytes that tell one history from another at that position; nil where there is no event.
  func leaf(at position: Int64) throws -> [UInt8]?
  /// When the ledger learnt of the event; nil where there is none.
  func recordedAt(_ position: Int64) throws -> Instant?
  /// Whether an event after one position up to another blanks the personal parts of earlier ones: read
  /// models that have taken those in must be filled anew.
  func hasErasure(after: Int64, through: Int64) throws -> Bool
  /// Keeps what is read from now on at one state of the log, and whoever purges it after an erasure
  /// waiting, until `endReading`.
  func beginReading() throws
  /// Does nothing when nothing was begun.
  func endReading()
  /// Lends the events after one position up to another, leaving out what happened later in the
  /// business than a given time. What the closure throws ends it and is passed on.
  func replay(
    after: Int64,
    through: Int64,
    occurredUntil: Instant?,
    _ body: (borrowing Row) throws -> Void
  ) throws
  /// Lends the events up to a position that carry any of some tags, each once. A tag may be followed by
  /// a space and the one type of events that is meant.
  func replay(
    tags: [String],
    through: Int64,
    occurredUntil: Instant?,
    _ body: (borrowing Row) throws -> Void
  ) throws
  /// The files of the read models that were added at run time, sorted by read model and file.
  func addedTexts() throws -> [AddedText]
}

extension EventSource {
  package func addedTexts() throws -> [AddedText] { [] }
}

/// A file of a read model that was added at run time.
package struct AddedText: Sendable, Equatable {
  package let projection: String
  package let file: String
  /// Nil when what is stored cannot be a text of SQL.
  package let text: String?

  package init(projection: String, file: String, text: String?) {
    self.projection = projection
    self.file = file
    self.text = text
  }

  /// The same bytes: Swift would take texts for equal that SQL tells apart.
  package static func == (one: AddedText, other: AddedText) -> Bool {
    func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
    guard isSame(one.projection, other.projection), isSame(one.file, other.file) else {
      return false
    }
    return switch (one.text, other.text) {
    case (nil, nil): true
    case (let one?, let other?): isSame(one, other)
    default: false
    }
  }
}

/// Told now and then how many events of how many are done.
package typealias Progress = (_ done: Int64, _ total: Int64) -> Void
