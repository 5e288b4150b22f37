import Model
import SQLite

extension EventRecord {
  /// Reads a row of one of the `read-…` statements.
  ///
  /// Nothing in it is trusted: a commitment that is none is left out, so that the entry is not the
  /// one that was hashed.
  init(_ row: borrowing Row) throws {
    position = try row.integer(0)
    type = try row.text(1)
    version = try row.integer(2)
    recordedAt = try row.text(3)
    occurredAt = try row.text(4)
    actor = try row.text(5)
    channel = try row.text(6)
    commandID = try row.optionalText(7)
    correlationID = try row.optionalText(8)
    causation = try row.optionalInteger(9)
    data = try row.bytes(10)
    commitment = try row.optionalBytes(11).flatMap { Digest(bytes: $0.span) }
  }

  /// How deep an entry, or a line of an export around it, may be nested: some levels more than the
  /// data of an event.
  static let greatestDepth = JSON.greatestDepth + 8

  /// Reads the bytes of an entry: the canonical form of the twelve members, and nothing else.
  init(entry bytes: [UInt8]) throws(FormatError) {
    let json: JSON
    do {
      json = try JSON(parsing: bytes.span, greatestDepth: Self.greatestDepth)
    } catch {
      throw FormatError(nil, "\(error.message), at byte \(error.offset)")
    }
    try self.init(json)
    guard entry.bytes == bytes else { throw FormatError(nil, "it is not in canonical form") }
  }

  /// Reads an entry whose spelling is not looked at.
  init(_ entry: JSON) throws(FormatError) {
    guard let members = entry.object else { throw FormatError(nil, "it is no object") }
    var reader = EntryReader(members)
    position = try reader.integer("position", from: 1)
    type = try reader.text("type")
    version = try reader.integer("version", from: 1)
    recordedAt = try reader.time("recorded_at")
    occurredAt = try reader.time("occurred_at")
    actor = try reader.text("actor")
    channel = try reader.text("channel")
    commandID = try reader.unlessNull("command_id") { (json) in json.string }
    correlationID = try reader.unlessNull("correlation_id") { (json) in json.string }
    causation = try reader.unlessNull("causation") { (json) in json.integer }
    commitment = try reader.unlessNull("commitment") { (json) in
      json.string.flatMap(Base64.decode).flatMap { Digest(bytes: $0.span) }
    }
    guard let object = try reader.value("data").object else { throw reader.wrong("data") }
    var data: [UInt8] = []
    object.appendCanonical(to: &data)
    self.data = data
    try reader.end()
    guard Channel(rawValue: channel) != nil else { throw reader.wrong("channel") }
    // An event is caused by one in front of it.
    if let causation, !(1..<position).contains(causation) { throw reader.wrong("causation") }
  }
}

/// Takes the members of an entry one by one.
private struct EntryReader {
  private let members: JSONObject
  private var count = 0

  init(_ members: JSONObject) {
    self.members = members
  }

  mutating func value(_ name: String) throws(FormatError) -> JSON {
    guard let value = members[name] else { throw FormatError(nil, "its \(name) is missing") }
    count += 1
    return value
  }

  mutating func integer(_ name: String, from least: Int64) throws(FormatError) -> Int64 {
    guard let number = try value(name).integer, number >= least else { throw wrong(name) }
    return number
  }

  mutating func text(_ name: String) throws(FormatError) -> String {
    guard let text = try value(name).string, !text.isEmpty else { throw wrong(name) }
    return text
  }

  /// A time in the one form that the ledger writes.
  mutating func time(_ name: String) throws(FormatError) -> String {
    let text = try text(name)
    guard let instant = Instant(text), instant.text.isSame(as: text) else { throw wrong(name) }
    return text
  }

  mutating func unlessNull<Value>(
    _ name: String,
    _ value: (JSON) -> Value?
  ) throws(FormatError) -> Value? {
    let json = try self.value(name)
    guard !json.isNull else { return nil }
    guard let value = value(json) else { throw wrong(name) }
    return value
  }

  func end() throws(FormatError) {
    guard count == members.count else {
      throw FormatError(nil, "it has members that no entry has")
    }
  }

  func wrong(_ name: String) -> FormatError {
    FormatError(nil, "its \(name) cannot be that")
  }
}
