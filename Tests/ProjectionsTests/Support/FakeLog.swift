import Model
import Projections
import SQLite

/// A log of its own for each test: a table in memory.
final class FakeLog: EventSource {
  let connection: Connection
  private(set) var position: Int64 = 0
  func hasErasure(after: Int64, through: Int64) throws -> Bool {
    try connection.integer(
      "SELECT 1 FROM events WHERE type = 'PersonErased' AND position > ? AND position <= ?",
      after,
      through
    ) != nil
  }
  func beginReading() {}
  func endReading() {}
  /// The read models that were added, by name, with their files.
  var added: [String: [String: String?]] = [:]
  /// Told after each replayed event, for tests that do something meanwhile.
  var afterEvent: ((Int64) throws -> Void)?
  /// What a damaged log says of its size.
  var claimedSize: Int64?
  /// Whether it begins anew whatever is asked for, as a damaged log may.
  var repeatsItself = false
  /// Told when somebody asks which read models were added, which each catch-up does first.
  var onLook: (() throws -> Void)?

  init() throws {
    connection = try Connection.inMemory()
    try connection.execute(
      """
      CREATE TABLE events(
        position INTEGER PRIMARY KEY, type TEXT, version INTEGER, recorded_at TEXT,
        occurred_at TEXT, actor TEXT, channel TEXT, data TEXT, personal TEXT, leaf BLOB
      ) STRICT;
      CREATE TABLE tags(tag TEXT, position INTEGER, PRIMARY KEY (tag, position)) WITHOUT ROWID;
      """
    )
  }

  /// Appends an event; the seconds since the year 2026 began are its position.
  @discardableResult func append(
    _ type: String,
    tags: [String] = [],
    _ data: JSONObject,
    personal: JSONObject = [:],
    occurred: Int64? = nil
  ) throws -> Int64 {
    position += 1
    let leaf = SHA256.hash(Array("\(position) \(type) \(JSON.object(data).canonicalText)".utf8))
    try connection.run(
      "INSERT INTO events VALUES(?, ?, 1, ?, ?, ?, 'checkout', ?, ?, ?)",
      position,
      type,
      Self.time(position),
      Self.time(occurred ?? position),
      "uid:7",
      JSON.object(data).canonicalText,
      personal.isEmpty ? nil : JSON.object(personal).canonicalText,
      leaf.bytes
    )
    for tag in tags {
      try connection.run("INSERT OR IGNORE INTO tags VALUES(?, ?)", tag, position)
    }
    return position
  }

  /// Appends events of about 64 KiB that no read model takes in; four of them fill an `EventBatch`.
  func appendLarge(_ count: Int64) throws {
    let text = String(repeating: "x", count: 64 << 10)
    for _ in 0..<count { try append("Large", ["text": .string(text)]) }
  }

  /// What `occurred_at` is when those seconds have passed.
  static func time(_ seconds: Int64) -> String {
    Instant(microseconds: 1_767_225_600_000_000 + seconds * 1_000_000).text
  }

  /// Overwrites personal parts as an erasure does.
  func erase(where condition: String = "true") throws {
    try connection.execute(
      "UPDATE events SET personal = printf('%*s', length(personal), '') WHERE \(condition)"
    )
  }

  func addedTexts() throws -> [AddedText] {
    try onLook?()
    return added.sorted { $0.key < $1.key }.flatMap { name, files in
      files.sorted { $0.key < $1.key }.map { file, text in
        AddedText(projection: name, file: file, text: text)
      }
    }
  }

  func size() throws -> Int64 { claimedSize ?? position }

  func leaf(at position: Int64) throws -> [UInt8]? {
    try connection.first("SELECT leaf FROM events WHERE position = ?", position) { try $0.bytes(0) }
  }

  func recordedAt(_ position: Int64) throws -> Instant? {
    try connection.text("SELECT recorded_at FROM events WHERE position = ?", position)
      .flatMap { Instant($0) }
  }

  func replay(
    after: Int64,
    through: Int64,
    occurredUntil: Instant?,
    _ body: (borrowing Row) throws -> Void
  ) throws {
    try connection.query(
      """
      SELECT position, type, version, recorded_at, occurred_at, actor, channel, data, personal
      FROM events
      WHERE position > ? AND position <= ? AND (?3 IS NULL OR occurred_at <= ?3)
      ORDER BY position
      """,
      repeatsItself ? 0 : after,
      through,
      occurredUntil?.text
    ) { row in
      try body(row)
      try afterEvent?(row.integer(0))
    }
  }

  func replay(
    tags: [String],
    through: Int64,
    occurredUntil: Instant?,
    _ body: (borrowing Row) throws -> Void
  ) throws {
    let list = JSON.array(tags.map(JSON.string)).canonicalText
    try connection.query(
      """
      SELECT position, type, version, recorded_at, occurred_at, actor, channel, data, personal
      FROM events
      WHERE position IN (
          SELECT t.position FROM tags t WHERE t.tag IN (SELECT value FROM json_each(?1))
        )
        AND position <= ?2 AND (?3 IS NULL OR occurred_at <= ?3)
      ORDER BY position
      """,
      list,
      through,
      occurredUntil?.text,
      row: body
    )
  }
}
