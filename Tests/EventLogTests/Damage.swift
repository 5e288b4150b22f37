import Testing

/// SQL that harms a ledger, and what `verify` must say of it.
struct Damage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sql: String
  /// All positions that are named, and no others.
  let positions: Set<Int64>
  /// Part of one of the sentences.
  let sentence: String
  /// How many commands of the story the ledger holds: 12 events after 8.
  var commands = 8

  static let all = events + rows + personal + tags + lookups + others + head + nodes

  private static let notHashed = "The entry is not the one that was hashed."
  private static let notRoot = "The recorded root is not the root of the events."

  /// A changed column of an event.
  private static let events: [Damage] = [
    ("type", "'OrderCancelled'", [4], notHashed),
    ("type", "'Nonsense'", [4], "The type Nonsense version 2 is not known."),
    ("version", "3", [4], "version 3 is not known"),
    ("version", "-9223372036854775808", [4], notHashed),
    ("recorded_at", "'2020-01-01T00:00:00.000000Z'", [4], "recorded before"),
    ("recorded_at", "'yesterday'", [4, 5], notHashed),
    ("occurred_at", "'2020-01-01T00:00:00.000000Z'", [4], notHashed),
    ("actor", "'uid:0'", [4], notHashed),
    ("actor", "CAST(x'ff' AS TEXT)", [4], "A column has a value of the wrong kind."),
    ("channel", "'telepathy'", [4], notHashed),
    ("command_id", "NULL", [4], notHashed),
    ("command_id", "'command-x'", [4], "remembered commands"),
    ("correlation_id", "'x'", [4], notHashed),
    ("causation", "2", [4], notHashed),
    ("data", "replace(data, '2500', '2499')", [4], notHashed),
    ("data", "replace(data, '\"customer\":1', '\"customer\":2')", [4], "customer:2 is missing"),
    ("data", "' ' || data", [4], "not a canonical JSON object"),
    ("data", "'{'", [4], "not a canonical JSON object"),
    ("data", "'[]'", [4], "not a canonical JSON object"),
    ("data", "''", [4], "not a canonical JSON object"),
    ("data", "CAST(x'7b22ff223a317d' AS TEXT)", [4], "not a canonical JSON object"),
    ("commitment", "NULL", [4], "Personal data stands here without a commitment."),
    ("commitment", "x''", [4], "Personal data is not what the entry commits to."),
    ("commitment", "zeroblob(32)", [4], "Personal data is not what the entry commits to."),
    ("leaf", "zeroblob(32)", [4], notHashed),
    ("leaf", "x''", [4], notHashed),
  ].map { column, value, positions, sentence in
    Damage(
      testDescription: "\(column) = \(value)",
      sql: "UPDATE events SET \(column) = \(value) WHERE position = 4",
      positions: positions,
      sentence: sentence
    )
  }

  /// Rows of `events` that come, go or move.
  private static let rows = [
    Damage(
      testDescription: "deleted event",
      sql: "DELETE FROM events WHERE position = 4",
      positions: [4],
      sentence: "The event is missing."
    ),
    Damage(
      testDescription: "deleted first event",
      sql: "DELETE FROM events WHERE position = 1",
      positions: [1],
      sentence: "Personal data stands here without an event."
    ),
    Damage(
      testDescription: "all events deleted",
      sql: "DELETE FROM events; DELETE FROM personal; DELETE FROM tags; DELETE FROM lookups",
      positions: Set(1...12),
      sentence: "the log was cut"
    ),
    Damage(
      testDescription: "cut tail",
      sql: "DELETE FROM events WHERE position > 10",
      positions: [11, 12],
      sentence: "the log was cut"
    ),
    Damage(
      testDescription: "tail cut with all that belongs to it",
      sql: """
        DELETE FROM events WHERE position > 10; DELETE FROM personal WHERE position > 10;
        DELETE FROM tags WHERE position > 10; DELETE FROM lookups WHERE position > 10;
        DELETE FROM commands WHERE first > 10;
        """,
      positions: [11, 12],
      sentence: notRoot
    ),
    Damage(
      testDescription: "swapped rows",
      sql: """
        UPDATE events SET position = -1 WHERE position = 2;
        UPDATE events SET position = 2 WHERE position = 3;
        UPDATE events SET position = 3 WHERE position = -1;
        """,
      positions: [2, 3],
      sentence: notHashed
    ),
    inserted(13, "The log goes on beyond its recorded end."),
    inserted(0, "An event stands in front of the first position."),
    inserted(-9_223_372_036_854_775_807, "An event stands in front of the first position."),
    Damage(
      testDescription: "inserted at the last position there can be",
      sql: insertion(.max),
      positions: Set(13...112).union([.max]),
      sentence: "The log goes on beyond its recorded end."
    ),
    Damage(
      testDescription: "moved to the last position there can be",
      sql: "UPDATE events SET position = 9223372036854775807 WHERE position = 12",
      positions: Set(12...111).union([9_223_372_036_854_775_807]),
      sentence: notRoot
    ),
  ]

  private static func inserted(_ position: Int64, _ sentence: String) -> Damage {
    Damage(
      testDescription: "inserted at \(position)",
      sql: insertion(position),
      positions: [position],
      sentence: sentence
    )
  }

  private static func insertion(_ position: Int64) -> String {
    """
    INSERT INTO events SELECT \(position), type, version, recorded_at, occurred_at, actor, channel,
      command_id, correlation_id, causation, data, commitment, leaf FROM events WHERE position = 12
    """
  }

  private static let personal = [
    Damage(
      testDescription: "changed personal",
      sql: "UPDATE personal SET data = replace(data, 'London', 'Exeter') WHERE position = 2",
      positions: [2],
      sentence: "Personal data is not what the entry commits to."
    ),
    Damage(
      testDescription: "changed personal, a look-up",
      sql: "UPDATE personal SET data = replace(data, 'ada', 'eve') WHERE position = 1",
      positions: [1],
      sentence: "Personal data is not what the entry commits to."
    ),
    Damage(
      testDescription: "changed salt",
      sql: "UPDATE personal SET salt = zeroblob(32) WHERE position = 2",
      positions: [2],
      sentence: "Personal data is not what the entry commits to."
    ),
    Damage(
      testDescription: "personal that is no JSON",
      sql: "UPDATE personal SET data = CAST(x'7bff' AS TEXT) WHERE position = 2",
      positions: [2],
      sentence: "Personal data is not what the entry commits to."
    ),
    Damage(
      testDescription: "deleted personal",
      sql: "DELETE FROM personal WHERE position = 2",
      positions: [2],
      sentence: "Personal data is missing, and no erasure covers it."
    ),
    Damage(
      testDescription: "inserted personal where the entry has none",
      sql: "INSERT INTO personal VALUES (3, zeroblob(32), '{\"email\":\"eve\"}')",
      positions: [3],
      sentence: "Personal data stands here without a commitment."
    ),
    Damage(
      testDescription: "inserted personal of no event",
      sql: "INSERT INTO personal VALUES (-5, x'', '')",
      positions: [-5],
      sentence: "Personal data stands here without an event."
    ),
    Damage(
      testDescription: "blank personal",
      sql: "UPDATE personal SET salt = zeroblob(32), data = '          ' WHERE position = 2",
      positions: [2],
      sentence: "Personal data is blank, and no erasure covers it."
    ),
    Damage(
      testDescription: "empty personal",
      sql: "UPDATE personal SET salt = x'', data = '' WHERE position = 2",
      positions: [2],
      sentence: "Personal data is not what the entry commits to."
    ),
    Damage(
      testDescription: "swapped personal",
      sql: """
        UPDATE personal SET position = 99 WHERE position = 2;
        UPDATE personal SET position = 2 WHERE position = 8;
        UPDATE personal SET position = 8 WHERE position = 99;
        """,
      positions: [2, 8],
      sentence: "Personal data is not what the entry commits to."
    ),
  ]

  private static let tags = [
    Damage(
      testDescription: "changed tag",
      sql: "UPDATE tags SET tag = 'order:9' WHERE tag = 'order:1' AND position = 4",
      positions: [4],
      sentence: "The tag order:1 is missing."
    ),
    Damage(
      testDescription: "changed type of a tag",
      sql: "UPDATE tags SET type = 'OrderCancelled' WHERE tag = 'order:1' AND position = 4",
      positions: [4],
      sentence: "A tag stands here that the event does not give."
    ),
    Damage(
      testDescription: "moved tag",
      sql: "UPDATE tags SET position = 5 WHERE tag = 'order:1' AND position = 4",
      positions: [4, 5],
      sentence: "The tag order:1 is missing."
    ),
    Damage(
      testDescription: "deleted tag",
      sql: "DELETE FROM tags WHERE tag = 'profile:1' AND position = 3",
      positions: [3],
      sentence: "The tag profile:1 is missing."
    ),
    Damage(
      testDescription: "inserted tag",
      sql: "INSERT INTO tags VALUES ('customer:2', 'OrderPlaced', 4)",
      positions: [4],
      sentence: "A tag stands here that the event does not give."
    ),
    Damage(
      testDescription: "inserted tag of no event",
      sql: "INSERT INTO tags VALUES ('customer:2', 'OrderPlaced', 9223372036854775807)",
      positions: [.max],
      sentence: "A tag stands here that the event does not give."
    ),
  ]

  private static let lookups = [
    Damage(
      testDescription: "changed look-up",
      sql: "UPDATE lookups SET hash = zeroblob(16) WHERE position = 5",
      positions: [5],
      sentence: "The event is missing in the index of look-ups."
    ),
    Damage(
      testDescription: "moved look-up",
      sql: "UPDATE lookups SET position = 6 WHERE position = 5",
      positions: [5, 6],
      sentence: "A look-up stands here that the event does not give."
    ),
    Damage(
      testDescription: "deleted look-up",
      sql: "DELETE FROM lookups WHERE position = 5",
      positions: [5],
      sentence: "The event is missing in the index of look-ups."
    ),
    Damage(
      testDescription: "inserted look-up",
      sql: "INSERT INTO lookups VALUES (zeroblob(16), -1)",
      positions: [-1],
      sentence: "A look-up stands here that the event does not give."
    ),
    Damage(
      testDescription: "changed key of the look-ups",
      sql: "UPDATE ledger SET key = zeroblob(32)",
      positions: [1, 4, 5, 7, 10, 11],
      sentence: "The event is missing in the index of look-ups."
    ),
  ]

  /// Commands and sequences: the whole table is right or wrong.
  private static let others = [
    "UPDATE commands SET command_id = 'x' WHERE command_id = 'command-2'",
    "UPDATE commands SET first = 3 WHERE command_id = 'command-2'",
    "UPDATE commands SET last = 5 WHERE command_id = 'command-2'",
    "DELETE FROM commands WHERE command_id = 'command-2'",
    "INSERT INTO commands VALUES ('x', 1, 2, NULL)",
    "UPDATE sequences SET last = last - 1 WHERE kind = 'order'",
    "UPDATE sequences SET last = 9223372036854775807 WHERE kind = 'order'",
    "UPDATE sequences SET kind = 'x' WHERE kind = 'order'",
    "DELETE FROM sequences WHERE kind = 'contact'",
    "INSERT INTO sequences VALUES ('claim', 1)",
  ].map { sql in
    Damage(
      testDescription: sql,
      sql: sql,
      positions: [],
      sentence: sql.contains("commands") ? "remembered commands" : "numbers given out"
    )
  }

  private static let head: [Damage] = [
    ("UPDATE head SET root = zeroblob(32)", [], notRoot),
    ("UPDATE head SET root = x''", [], notRoot),
    ("UPDATE head SET edge = zeroblob(64)", [], notRoot),
    ("UPDATE head SET edge = x''", [], notRoot),
    ("UPDATE head SET size = 14", [13, 14], "the log was cut"),
    ("UPDATE head SET size = 10", [11], "The log goes on beyond its recorded end."),
    ("UPDATE head SET size = 0", [1], "The log goes on beyond its recorded end."),
    ("DELETE FROM head", [], "The ledger has lost its head."),
    ("DROP TABLE head", [], "The table head of the ledger file is missing."),
    ("DROP TABLE sequences", [], "The table sequences of the ledger file is missing."),
    ("DROP TABLE tags", [], "The table tags of the ledger file is missing."),
  ].map { sql, positions, sentence in
    Damage(testDescription: sql, sql: sql, positions: positions, sentence: sentence)
  }

  /// The first subtree is stored with the 256th event.
  private static let nodes = [
    "UPDATE nodes SET hash = zeroblob(32)",
    "UPDATE nodes SET number = 7 WHERE number = 1",
    "DELETE FROM nodes WHERE number = 1",
    "INSERT INTO nodes VALUES (16, 0, zeroblob(32))",
  ].map { sql in
    Damage(
      testDescription: sql,
      sql: sql,
      positions: [],
      sentence: "The stored hashes of subtrees do not agree with the events.",
      commands: 352
    )
  }
}
