import EventLog
import Foundation
import Model
import SQLite
import Testing

/// The file itself refuses to let history be changed, whatever program opens it.
struct ImmutabilityTests {
  @Test(arguments: [
    "UPDATE events SET actor = 'uid:0'",
    "UPDATE events SET actor = actor WHERE position = 1",
    "UPDATE events SET position = 99 WHERE position = 6",
    "UPDATE OR REPLACE events SET position = 1 WHERE position = 6",
    "UPDATE OR IGNORE events SET data = '{}' WHERE position = 6",
    "DELETE FROM events",
    "DELETE FROM events WHERE position = 6",
    "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 3",
    "REPLACE INTO events SELECT 3, type, version, recorded_at, occurred_at, 'uid:0', channel, "
      + "command_id, correlation_id, causation, data, commitment, leaf FROM events WHERE position = 4",
    "INSERT INTO events SELECT * FROM events WHERE position = 1",
    "INSERT OR IGNORE INTO events SELECT * FROM events WHERE position = 1",
    "INSERT INTO events SELECT * FROM events WHERE position = 1 "
      + "ON CONFLICT(position) DO UPDATE SET actor = 'uid:0'",
  ])
  func triggersRefuse(sql: String) throws {
    let ledger = try SampleLedger(commands: 4)
    let before = try ledger.content()
    for pragma in ["PRAGMA recursive_triggers = OFF", "PRAGMA recursive_triggers = ON"] {
      let connection = try ledger.connect()
      try connection.execute(pragma)
      let error = #expect(throws: SQLiteError.self) { try connection.run(sql) }
      #expect(error?.isConstraint == true)
      #expect(error?.message.hasPrefix("an event is never ") == true)
    }
    #expect(try ledger.content() == before)
    #expect(try ledger.open().verify().isGood)
  }

  @Test(arguments: [
    "INSERT INTO personal VALUES (99, 'text', '{}')",
    "INSERT INTO personal VALUES (99, x'00', x'7b7d')",
    "INSERT INTO tags VALUES ('customer:1', 'OrderPlaced', 'x')",
    "INSERT INTO lookups VALUES ('text', 1)",
    "UPDATE head SET size = 'many'",
    "UPDATE head SET root = 'text'",
    "UPDATE sequences SET last = 1.5",
    "INSERT INTO commands VALUES ('id', 1, NULL, NULL)",
    "INSERT INTO head VALUES (2, 0, x'', x'')",
    "INSERT INTO ledger VALUES (2, 'o', x'', 0)",
    "INSERT INTO events SELECT 7, type, 'one', recorded_at, occurred_at, actor, channel, command_id, "
      + "correlation_id, causation, data, commitment, leaf FROM events WHERE position = 1",
  ])
  func tablesAreStrict(sql: String) throws {
    let ledger = try SampleLedger(commands: 4)
    let error = #expect(throws: SQLiteError.self) { try ledger.connect().run(sql) }
    #expect(error?.isConstraint == true)
    #expect(try ledger.open().verify().isGood)
  }

  /// The program's own connection runs no triggers, so that its statements must be known to need none.
  @Test func noStatementOfTheProgramNeedsThem() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/EventLog/Statements").standardizedFileURL
    var writers: [String] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let code = text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: " ")
      if code.contains(/(INTO|UPDATE|UPDATE OR \w+|DELETE FROM) +"?events\b/.ignoresCase()) {
        writers.append(file)
        #expect(code.hasPrefix("INSERT INTO events"))
        #expect(!code.contains(/\bON +CONFLICT\b/.ignoresCase()))
      }
    }
    #expect(writers == ["append-event.sql"])
  }

  @Test func everyTableIsStrict() throws {
    let ledger = try SampleLedger()
    #expect(
      try ledger.connect().integer(
        "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' "
          + "AND NOT strict"
      ) == 0
    )
  }
}
