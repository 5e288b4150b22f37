import EventLog
import Model
import SQLite
import TestSupport
import Testing

/// What `verify` says of a sound ledger, and of one after each kind of damage.
struct VerificationTests {
  @Test(arguments: [0, 1, 4, 24, 400])
  func aSoundLedgerIsGood(commands: Int) throws {
    let ledger = try SampleLedger(commands: commands)
    let log = try ledger.open()
    var progress: [Int64] = []
    let verification = try log.verify { done, total in
      progress.append(done)
      #expect(done <= total)
    }
    #expect(verification.problems == [])
    #expect(verification.size == (try log.size()))
    #expect(verification.root == (try log.tree().root))
    #expect(progress.last == (try log.size()))
    #expect(try ledger.open(readOnly: true).verify() == verification)
  }

  @Test(arguments: Damage.all)
  func damageIsFoundAndLocated(damage: Damage) throws {
    let ledger = try SampleLedger(commands: damage.commands)
    try ledger.damage(damage.sql)
    let found = try ledger.open().verify()
    #expect(!found.isGood)
    #expect(Set(found.problems.compactMap(\.position)) == damage.positions)
    let sentences = found.problems.map(\.problem)
    #expect(
      sentences.contains { $0.contains(damage.sentence) },
      "\(damage.sentence) is not in \(sentences)"
    )
    for value in ["example.com", "Lovelace", "London", "countess"] {
      #expect(!sentences.contains { $0.contains(value) })
    }
  }

  @Test(arguments: ["changed", "deleted", "replaced"])
  func aTriggerThatIsNotThereIsMissed(verb: String) throws {
    for name in ["changed", "deleted", "replaced"] {
      let ledger = try SampleLedger(commands: 2)
      try ledger.connect().execute("DROP TRIGGER events_are_never_\(name)")
      #expect(
        try ledger.open().verify().problems.map(\.problem)
          == ["The trigger events_are_never_\(name) of the ledger file is missing."]
      )
    }
    let ledger = try SampleLedger(commands: 2)
    try ledger.connect().execute(
      """
      DROP TRIGGER events_are_never_\(verb);
      CREATE TRIGGER events_are_never_\(verb) BEFORE DELETE ON events BEGIN SELECT 1; END;
      """
    )
    #expect(
      try ledger.open().verify().problems.map(\.problem)
        == ["The trigger events_are_never_\(verb) of the ledger file was changed."]
    )
  }

  @Test(arguments: [
    ("CREATE TABLE notes (a)", "table notes"),
    ("CREATE TABLE sqliteX (a)", "table sqliteX"),
    ("CREATE INDEX by_actor ON events(actor)", "index by_actor"),
    ("CREATE VIEW names AS SELECT data FROM personal", "view names"),
    (
      "CREATE TRIGGER spy AFTER INSERT ON events BEGIN DELETE FROM personal; END",
      "trigger spy"
    ),
  ])
  func aForeignThingIsFound(sql: String, thing: String) throws {
    let ledger = try SampleLedger(commands: 2)
    try ledger.connect().execute(sql)
    #expect(
      try ledger.open().verify().problems.map(\.problem)
        == ["The ledger file holds a foreign \(thing)."]
    )
  }

  @Test func statisticsAreNotForeign() throws {
    let ledger = try SampleLedger(commands: 8)
    try ledger.connect().execute("ANALYZE")
    #expect(try ledger.open().verify().problems == [])
  }

  /// An event rewritten with a leaf that fits still changes the root.
  @Test func aRewrittenEventChangesTheRoot() throws {
    let ledger = try SampleLedger(commands: 4)
    let kept = try ledger.open().tree().root
    try ledger.damage("UPDATE events SET actor = 'uid:0' WHERE position = 6")
    let connection = try ledger.connect()
    let entry = try #require(
      try connection.text(
        """
        SELECT json_object('actor', actor, 'causation', causation, 'channel', channel,
          'command_id', command_id, 'commitment', NULL, 'correlation_id', correlation_id,
          'data', json(data), 'occurred_at', occurred_at, 'position', position,
          'recorded_at', recorded_at, 'type', type, 'version', version)
        FROM events WHERE position = 6
        """
      )
    )
    let leaf = HashTree.leaf(Array(entry.utf8)).hex
    try ledger.damage("UPDATE events SET leaf = x'\(leaf)' WHERE position = 6")
    let found = try ledger.open().verify()
    #expect(
      found.problems == [
        Verification.Problem(
          position: nil,
          problem: "The recorded root is not the root of the events."
        )
      ]
    )
    #expect(found.root != kept)
  }

  @Test func problemsBeyondManyAreCounted() throws {
    let ledger = try SampleLedger(commands: 4)
    try ledger.damage(
      """
      WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10100)
      INSERT INTO personal SELECT i + 100, x'00', '{}' FROM n
      """
    )
    let found = try ledger.open().verify()
    #expect(found.problems.count == 10_000)
    #expect(found.unlisted == 100)
  }

  /// A head that promises more than can be counted must not make the program run for ever.
  @Test(arguments: [Int64.max, 1 << 62, 1 << 40, -1, .min])
  func anAbsurdSizeIsFound(size: Int64) throws {
    let ledger = try SampleLedger(commands: 4)
    try ledger.damage(
      """
      UPDATE head SET size = \(size), edge = zeroblob(\(max(size, 0).nonzeroBitCount * 32));
      DELETE FROM tags WHERE position = 3;
      """
    )
    let log = try ledger.open()
    let found = try log.verify()
    #expect(found.size == 6)
    #expect(found.problems.contains { $0.position == 3 })
    #expect(found.problems.count < 120)
    #expect(throws: (any Error).self) {
      _ = try log.write { writer in
        for command in 5...8 {
          _ = try writer.append(Story.newEvents(command), Story.envelope(command))
        }
        throw CancellationError()
      }
    }
  }
}
