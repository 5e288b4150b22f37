import Events
import Foundation
import Model
import SQLite
import TestSupport
import Testing

@testable import EventLog

/// What is appended is what is read, and what stands in the file is what it should be.
struct AppendTests {
  @Test func whatIsAppendedIsRead() throws {
    let ledger = try SampleLedger()
    var appended: [Event] = []
    for command in 1...8 { appended += try ledger.append(command...command) }
    let log = try ledger.open()
    #expect(appended.map(\.position) == Array(1...12))
    #expect(try log.all() == appended)
    #expect(try log.size() == 12)
    for event in appended {
      #expect(try log.event(at: event.position) == event)
      #expect(try log.recordedAt(event.position) == event.recordedAt)
      #expect(!event.isErased)
    }
    let written = (1...8).flatMap { Story.events($0) }
    #expect(appended.map(\.type) == written.map { type(of: $0).name })
    for (event, original) in zip(appended, written) {
      #expect(event.data == original.data)
      let type = try #require(Catalogue.entry(named: event.type)).type
      let again = try type.init(EventData(event.data, version: event.version))
      #expect(again.data == original.data)
    }
    #expect(appended[0].tags == ["customer:1"])
    #expect(appended[3].tags == ["customer:1", "order:1", "revision:1.1"])
    #expect(appended[4].reason == "rang up: new name, \u{1F48D}")
    #expect(appended[5].commandID == "command-4")
  }

  @Test func whatWasWorkedOutBeforeIsNotWorkedOutAnew() throws {
    let ledger = try SampleLedger()
    let log = try ledger.open()
    var command = try log.prepare(Story.newEvents(1), Story.envelope(1), after: 0, fingerprint: nil)
    try log.seal(&command)
    let stored = (command.stored ?? []).map(\.leaf.bytes)
    try log.seal(&command)
    // Where the salts are the same, nothing was done twice.
    let again = (command.stored ?? []).map(\.leaf.bytes)
    #expect(again == stored)
    // On another connection, as by another thread.
    try ledger.open().append([command], after: 0)
    var leaves: [[UInt8]] = []
    try log.connection.query("SELECT leaf FROM events ORDER BY position") { row in
      leaves.append(try row.bytes(0))
    }
    #expect(leaves == stored)
    #expect(try log.all() == command.events)
    #expect(try log.verify().problems == [])
  }

  @Test func everyExampleSurvivesTheLog() throws {
    let ledger = try SampleLedger()
    let log = try ledger.open()
    let events = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../events").standardizedFileURL
    for entry in Catalogue.entries {
      let folder = events.appending(path: "\(entry.folder)/examples")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      for name in names.sorted() where name.hasPrefix("valid-") {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let data = try #require(try JSON(parsing: text).object)
        let contract = try #require(entry.contracts.first)
        let event = try log.write { writer in
          try writer.append(
            [NewEvent(contract: contract, data: data)],
            Story.envelope(Int(writer.size) + 1)
          )
        }
        #expect(try log.event(at: log.size()) == event.first, "\(entry.folder)/\(name)")
      }
    }
    #expect(try log.size() >= 32)
    // The examples of erasures among them erase.
    try log.finishPurge(of: log.pendingPurge ?? 0)
    #expect(try log.verify().problems == [])
  }

  /// Hashes everything again from the raw rows, with nothing of the log's own code but SHA-256.
  @Test func theFileHoldsWhatTheFormatSays() throws {
    let ledger = try SampleLedger(commands: 12)
    let connection = try ledger.connect()
    var leaves: [Digest] = []
    try connection.query("SELECT * FROM events e LEFT JOIN personal p USING (position)") { row in
      let commitment = try row.optionalBytes(11)
      let salt = try row.optionalBytes(13)
      let personal = try row.optionalText(14)
      if let salt, let personal {
        #expect(salt.count == 32)
        #expect(SHA256.hash(salt + Array(personal.utf8)).bytes == commitment)
        #expect(try JSON(parsing: personal).canonicalText == personal)
      } else {
        #expect(commitment == nil && salt == nil && personal == nil)
      }
      let data = try JSON(parsing: try row.text(10))
      #expect(data.canonicalText == (try row.text(10)))
      let entry: JSONObject = [
        "actor": .string(try row.text(5)),
        "causation": JSON(try row.optionalInteger(9)),
        "channel": .string(try row.text(6)),
        "command_id": JSON(try row.optionalText(7)),
        "commitment": JSON(commitment.map(Base64.encode)),
        "correlation_id": JSON(try row.optionalText(8)),
        "data": data,
        "occurred_at": .string(try row.text(4)),
        "position": .integer(try row.integer(0)),
        "recorded_at": .string(try row.text(3)),
        "type": .string(try row.text(1)),
        "version": .integer(try row.integer(2)),
      ]
      let leaf = SHA256.hash([0] + Array(JSON.object(entry).canonicalText.utf8))
      #expect(leaf.bytes == (try row.bytes(12)))
      leaves.append(leaf)
    }
    #expect(leaves.count == 18)
    let head = try connection.first("SELECT size, root FROM head") { row in
      (try row.integer(0), try row.bytes(1))
    }
    #expect(head?.0 == 18)
    #expect(head?.1 == Self.root(leaves[...]).bytes)
  }

  /// RFC 6962 section 2.1, word for word.
  private static func root(_ leaves: ArraySlice<Digest>) -> Digest {
    guard leaves.count > 1 else { return leaves.first ?? SHA256.hash([]) }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let left = root(leaves.prefix(half))
    let right = root(leaves.dropFirst(half))
    return SHA256.hash([1] + left.bytes + right.bytes)
  }

  @Test func personalFieldsStandOnlyBesideTheEntry() throws {
    let ledger = try SampleLedger(commands: 4)
    let connection = try ledger.connect()
    let entry = try connection.text("SELECT data FROM events WHERE position = 1")
    #expect(entry == #"{"contact":1,"customer":1,"reference":"crm-1","site":"default"}"#)
    let personal = try connection.text("SELECT data FROM personal WHERE position = 5")
    #expect(
      personal
        == #"{"last_name":"King","phone":null,"reason":"rang up: new name, 💍","username":"countess-1"}"#
    )
    #expect(try connection.integer("SELECT count(*) FROM personal WHERE position IN (3, 6)") == 0)
    for table in ["events", "tags", "lookups", "commands", "sequences", "nodes", "head"] {
      try connection.query("SELECT * FROM \(table)") { row in
        for column in 0..<row.columnCount where row.type(column) == .text {
          let text = try row.text(column)
          for value in ["example.com", "Lovelace", "King", "countess", "London", "rang up"] {
            #expect(!text.contains(value), "\(table): \(text)")
          }
        }
      }
    }
  }

  @Test func saltsAreNeverTheSame() throws {
    let ledger = try SampleLedger(commands: 40)
    #expect(
      try ledger.connect().integer("SELECT count(*) = count(DISTINCT salt) FROM personal") == 1
    )
  }

  @Test func anErasedRowReadsAsErased() throws {
    let ledger = try SampleLedger(commands: 4)
    let before = try ledger.open().all()
    try ledger.connect().execute(
      """
      UPDATE personal SET salt = zeroblob(32),
        data = CAST(replace(hex(zeroblob(length(CAST(data AS BLOB)))), '00', ' ') AS TEXT)
      WHERE position IN (1, 5)
      """
    )
    let log = try ledger.open()
    let events = try log.all()
    #expect(events.map(\.isErased) == [true, false, false, false, true, false])
    let kept: JSONObject = ["contact": 1, "customer": 1, "reference": "crm-1", "site": "default"]
    #expect(events[0].data == kept)
    #expect(events[4].reason == nil)
    #expect(events[4].data == ["customer": 1, "site": "default"])
    #expect(events[4].json["erased"] == true)
    #expect(events[1].json["erased"] == .null)
    #expect(events.map(\.tags) == before.map(\.tags))
    #expect([1, 2, 3, 5].map { events[$0] == before[$0] } == [true, true, true, true])
    #expect(try log.tree().root == ledger.open().tree().root)
  }

  /// Nobody would find what is appended to a file that is not at its path any more.
  @Test func aLedgerThatWasMovedOrReplacedTakesNothing() throws {
    let ledger = try SampleLedger(commands: 4)
    let other = try SampleLedger(commands: 2)
    let log = try ledger.open()
    let append = {
      try log.write { _ = try $0.append(Story.newEvents(5), Story.envelope(5)) }
    }
    let away = ledger.path + ".away"
    rename(ledger.path, away)
    let moved = #expect(throws: LogError.self) { _ = try append() }
    #expect(moved?.code == .unreachable)
    try FileManager.default.copyItem(atPath: other.path, toPath: ledger.path)
    let replaced = #expect(throws: LogError.self) { _ = try append() }
    #expect(replaced?.code == .unreachable)
    unlink(ledger.path)
    rename(away, ledger.path)
    #expect(try log.size() == 6)
    try append()
    #expect(try ledger.open().size() > 6)
  }

  /// A gap would stay for ever.
  @Test(arguments: [
    "DELETE FROM events WHERE position > 5", "UPDATE head SET size = 7",
  ])
  func aLogThatWasCutTakesNothing(damage: String) throws {
    let ledger = try SampleLedger(commands: 4)
    try ledger.damage(damage)
    let content = try ledger.content()
    let error = #expect(throws: LogError.self) { try ledger.append(5...5) }
    #expect(error?.code == .damaged)
    #expect(try ledger.content() == content)
  }

  @Test func numbersAreCountedUp() throws {
    let ledger = try SampleLedger(commands: 6)
    let log = try ledger.open()
    try log.write { writer in
      #expect(try writer.nextNumber(of: "customer") == 3)
      #expect(try writer.nextNumber(of: "customer") == 3)
      #expect(try writer.nextNumber(of: "order") == 3)
      #expect(try writer.nextNumber(of: "claim") == 1)
      _ = try writer.append(Story.newEvents(9), Story.envelope(9))
      #expect(try writer.nextNumber(of: "customer") == 4)
      #expect(try writer.nextNumber(of: "order") == 3)
    }
    #expect(try ledger.connect().integer("SELECT last FROM sequences WHERE kind = 'customer'") == 3)
    try ledger.damage("UPDATE sequences SET last = 9223372036854775807 WHERE kind = 'order'")
    let error = #expect(throws: LogError.self) {
      try log.write { try $0.nextNumber(of: "order") }
    }
    #expect(error?.code == .damaged)
  }

  @Test func aCommandIsRemembered() throws {
    let ledger = try SampleLedger(commands: 6)
    let log = try ledger.open()
    let known = try #require(try log.command("command-6"))
    #expect(known.positions == 10...10)
    #expect(known.fingerprint == log.fingerprint(Array("command 6".utf8)))
    #expect(try log.command("command-5") == nil)
    #expect(try log.command("COMMAND-6") == nil)
  }
}
