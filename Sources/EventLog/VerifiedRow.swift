import Model
import SQLite

/// A row of `events` with its personal part, read to be checked: nothing in it is trusted.
///
/// One is used for all rows of a scan and keeps its room, and what it holds is found again as ranges
/// of the entry: `verify` and `export` spend their time here.
struct VerifiedRow {
  /// How the personal part stands to the entry.
  enum PersonalState {
    case good, absent, blank, changed, unexpected
  }

  private(set) var position: Int64 = 0
  private(set) var version: Int64 = 0
  /// The bytes that are hashed.
  private(set) var entry: [UInt8] = []
  /// The hash of the entry, and whether the row says the same.
  private(set) var leaf = HashTree().root
  private(set) var isLeafStored = false
  private(set) var personalState = PersonalState.good
  /// Where in the entry the public fields are.
  private(set) var data = 0..<0
  private var type = 0..<0
  private var recordedAt = 0..<0
  private var commandID: Range<Int>?

  /// Takes the next row of one of the `read-…` statements.
  ///
  /// - Throws: An error of the database when a column has a value of the wrong kind.
  mutating func read(_ row: borrowing Row) throws {
    var bytes: [UInt8] = []
    swap(&bytes, &entry)
    bytes.removeAll(keepingCapacity: true)
    // A commitment that is none is left out, so that the entry is not the one that was hashed.
    let isCommitted = !row.isNull(11)
    let commitment = isCommitted ? try row.withBytes(11) { Digest(bytes: $0) } : nil
    var (data, type, recordedAt) = (0..<0, 0..<0, 0..<0)
    var commandID: Range<Int>?
    try Entry.append(to: &bytes) { member, bytes in
      let start = bytes.count
      switch member {
      case .actor: try Self.append(row, 5, to: &bytes)
      case .causation: try JSON(row.optionalInteger(9)).appendCanonical(to: &bytes)
      case .channel: try Self.append(row, 6, to: &bytes)
      case .commandID:
        try Self.appendOptional(row, 7, to: &bytes)
        if !row.isNull(7) { commandID = start..<bytes.count }
      case .commitment: Entry.append(commitment, to: &bytes)
      case .correlationID: try Self.appendOptional(row, 8, to: &bytes)
      case .data:
        try row.withBytes(10) { $0.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
        data = start..<bytes.count
      case .occurredAt: try Self.append(row, 4, to: &bytes)
      case .position: try JSON.appendCanonical(row.integer(0), to: &bytes)
      case .recordedAt:
        try Self.append(row, 3, to: &bytes)
        recordedAt = start..<bytes.count
      case .type:
        try Self.append(row, 1, to: &bytes)
        type = start..<bytes.count
      case .version: try JSON.appendCanonical(row.integer(2), to: &bytes)
      }
    }
    (self.data, self.type, self.recordedAt, self.commandID) = (data, type, recordedAt, commandID)
    position = try row.integer(0)
    version = try row.integer(2)
    let leaf = HashTree.leaf(bytes.span)
    isLeafStored = try row.withBytes(12) { Digest(bytes: $0) == leaf }
    self.leaf = leaf
    personalState = try Self.state(row, isCommitted: isCommitted, commitment)
    swap(&bytes, &entry)
  }

  /// The name of the event's type.
  ///
  /// As the entry writes it: a name that needs an escape is none that anybody knows.
  var typeBytes: Range<Int> { Self.content(type) }

  /// Appends when the event was recorded, in UTF-8.
  func appendRecordedAt(to bytes: inout [UInt8]) {
    append(recordedAt, to: &bytes)
  }

  /// Appends the id of the command, in UTF-8.
  ///
  /// - Returns: Whether there is one.
  func appendCommandID(to bytes: inout [UInt8]) -> Bool {
    guard let commandID else { return false }
    append(commandID, to: &bytes)
    return true
  }

  private func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
    let content = Self.content(range)
    if entry[content].contains(UInt8(ascii: "\\")) {
      bytes.append(contentsOf: MemberScanner.unescaped(entry.span, content))
    } else {
      bytes.append(contentsOf: entry[content])
    }
  }

  /// A string without its quotes.
  private static func content(_ range: Range<Int>) -> Range<Int> {
    range.count < 2 ? range : range.lowerBound + 1..<range.upperBound - 1
  }

  private static func append(
    _ row: borrowing Row,
    _ column: Int,
    to bytes: inout [UInt8]
  ) throws {
    try row.withText(column) { JSON.appendCanonical($0, to: &bytes) }
  }

  private static func appendOptional(
    _ row: borrowing Row,
    _ column: Int,
    to bytes: inout [UInt8]
  ) throws {
    if row.isNull(column) {
      JSON.null.appendCanonical(to: &bytes)
    } else {
      try append(row, column, to: &bytes)
    }
  }

  private static func state(
    _ row: borrowing Row,
    isCommitted: Bool,
    _ commitment: Digest?
  ) throws -> PersonalState {
    guard !row.isNull(13), !row.isNull(14) else { return isCommitted ? .absent : .good }
    return try row.withBytes(13) { salt in
      try row.withBytes(14) { text in
        guard isCommitted else { return .unexpected }
        if let commitment, Commitment.hash(salt: salt, personal: text) == commitment {
          return .good
        }
        // Its salt is gone as well: with that, one could still find out what a guess is worth.
        let isBlank =
          text.indices.allSatisfy { text[$0] == UInt8(ascii: " ") }
          && salt.indices.allSatisfy { salt[$0] == 0 }
        return isBlank && !text.isEmpty ? .blank : .changed
      }
    }
  }
}
