import EventLog
import Foundation
import Model
import SQLite
import TestSupport
import Testing

/// What goes out comes in again.
struct RoundTripTests {
  @Test(arguments: [0, 1, 4, 40, 400]) func aNewLedgerIsTheSame(commands: Int) throws {
    let ledger = try SampleLedger(commands: commands)
    let export = try ExportText(of: ledger.open())
    let path = ledger.folder.file("copy.db")
    try export.make(path)
    let names = try ledger.folder.names()
    #expect(names.filter { $0.hasPrefix("copy") } == ["copy.db"])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let copy = try EventLog(path: path, contracts: Story.contracts)
    #expect(try copy.verify().problems == [])
    #expect(try copy.checkpoint() == ledger.open().checkpoint())
    #expect(try copy.all() == ledger.open().all())
    #expect(try ExportText(of: copy) == export)
    #expect(try Self.content(copy.connection) == Self.content(ledger.connect()))
    #expect(try copy.connection.text("PRAGMA journal_mode") == "wal")
  }

  /// The same tables, but for look-ups, which depend on the ledger's key.
  private static func content(_ connection: Connection) throws -> [String] {
    let count = try connection.integer("SELECT count(*) FROM lookups") ?? 0
    return try SampleLedger.content(of: connection).filter {
      !$0.hasPrefix("SELECT * FROM lookups")
    }
      + ["\(count) look-ups"]
  }

  @Test func itGoesOn() throws {
    let ledger = try SampleLedger(commands: 10)
    let path = ledger.folder.file("copy.db")
    try ExportText(of: ledger.open()).make(path)
    let copy = try EventLog(path: path, contracts: Story.contracts)
    let lookup = Lookup("email", "default", Story.email(3))
    #expect(try copy.events(found: lookup) == ledger.open().events(found: lookup))
    #expect(try !copy.events(found: lookup).isEmpty)
    let remembered = try #require(try copy.command("command-10"))
    #expect(remembered.positions == 16...16)
    #expect(remembered.fingerprint == nil)
    try copy.write { writer in
      #expect(try writer.nextNumber(of: "customer") == 4)
      #expect(writer.lastRecordedAt == Story.recordedAt(10))
      _ = try writer.append(Story.newEvents(11), Story.envelope(11))
    }
    try ledger.append(11...11)
    #expect(try copy.verify().problems == [])
    #expect(try copy.size() == ledger.open().size())
  }

  @Test func anEmptyLedgerIsFilledAndKeepsItsKey() throws {
    let export = try ExportText(of: SampleLedger(commands: 40).open())
    let folder = try TemporaryFolder()
    try EventLog.create(path: folder.file("ledger.db"), origin: "before")
    let log = try EventLog(path: folder.file("ledger.db"), contracts: Story.contracts)
    let key = try log.connection.first("SELECT key FROM ledger") { try $0.bytes(0) }
    try export.fill(log)
    #expect(log.origin == "example.com/ledger")
    #expect(try log.connection.first("SELECT key FROM ledger") { try $0.bytes(0) } == key)
    #expect(try ExportText(of: log) == export)
    #expect(try log.verify().problems == [])
    #expect(try ExportText(of: EventLog(path: log.path, contracts: Story.contracts)) == export)
  }

  @Test func aLedgerWithEventsIsLeftAlone() throws {
    let export = try ExportText(of: SampleLedger(commands: 40).open())
    let ledger = try SampleLedger(commands: 2)
    let before = try ledger.content()
    let error = #expect(throws: LogError.self) { try export.fill(ledger.open()) }
    #expect(error?.code == .exists)
    #expect(#expect(throws: LogError.self) { try export.make(ledger.path) }?.code == .exists)
    #expect(try ledger.content() == before)
    #expect(try ledger.folder.names().contains { $0.contains(".daybook-new-") } == false)
  }

  @Test func whatWasErasedStaysErased() throws {
    let ledger = try SampleLedger(commands: 12)
    let erased = try ledger.erase(customer: 1)
    #expect(erased == [1, 2, 5])
    let export = try ExportText(of: ledger.open())
    for position in erased {
      let line = try export.json(Int(position) + 1)
      #expect(line["personal"].isNull)
      #expect(line["salt"].isNull)
      #expect(line["entry"]["commitment"].string != nil)
    }
    let path = ledger.folder.file("copy.db")
    try export.make(path)
    let copy = try EventLog(path: path, contracts: Story.contracts)
    #expect(try copy.all() == ledger.open().all())
    #expect(try copy.verify().problems == [])
    #expect(try copy.pendingPurge == nil)
    #expect(
      try copy.connection.integer(
        "SELECT count(*) FROM personal WHERE salt = zeroblob(32) AND data = ' '"
      ) == 3
    )
    #expect(try ExportText(of: copy) == export)
  }

  @Test func anExportIsOneStateOfTheLog() throws {
    let ledger = try SampleLedger(commands: 8)
    let log = try ledger.open()
    let before = try ExportText(of: log)
    var bytes: [UInt8] = []
    _ = try log.export(to: { line in
      if bytes.isEmpty { try ledger.append(9...12) }
      bytes += line
    })
    #expect(ExportText(bytes) == before)
    #expect(try ExportText(of: log) != before)
  }

  @Test(arguments: [
    "UPDATE events SET actor = 'uid:0' WHERE position = 7",
    "DELETE FROM events WHERE position = 7", "DELETE FROM events WHERE position = 18",
    "DELETE FROM personal WHERE position = 7",
    "UPDATE personal SET data = replace(data, 'Ada', 'Eve') WHERE position = 7",
    "INSERT INTO personal VALUES (3, zeroblob(32), '{\"a\":1}')",
    "UPDATE head SET root = zeroblob(32), edge = zeroblob(64)",
  ])
  func damageIsNotExported(sql: String) throws {
    let ledger = try SampleLedger(commands: 12)
    try ledger.damage(sql)
    let error = #expect(throws: LogError.self) { try ExportText(of: ledger.open()) }
    #expect(error?.code == .damaged)
  }

  @Test func progressIsTold() throws {
    var last: (Int64, Int64) = (0, 0)
    _ = try SampleLedger(commands: 8).open().export(to: { _ in }, progress: { last = ($0, $1) })
    #expect(last == (12, 12))
  }
}
