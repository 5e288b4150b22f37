import EventLog
import Foundation
import Model
import SQLite
import TestSupport
import Testing

/// Making a ledger file, and which files are opened as one.
struct LedgerFileTests {
  @Test func anEmptyLedger() throws {
    let ledger = try SampleLedger()
    let log = try ledger.open()
    #expect(log.origin == "example.com/ledger")
    #expect(try log.size() == 0)
    #expect(try log.tree() == HashTree())
    #expect(try log.all().isEmpty)
    #expect(try log.event(at: 1) == nil)
    #expect(try log.pendingPurge == nil)
    let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    #expect(try log.checkpoint() == "example.com/ledger\n0\n\(root)\n")
    #expect(try log.verify().isGood)
    let connection = try ledger.connect()
    #expect(try connection.integer("PRAGMA application_id") == EventLog.applicationID)
    #expect(try connection.integer("PRAGMA user_version") == EventLog.format)
    #expect(try connection.text("PRAGMA journal_mode") == "wal")
  }

  /// Somebody else may be making it: whoever looks before it is there must not take it for read-only.
  @Test func whatIsNotThereYetIsWritable() throws {
    let ledger = try SampleLedger()
    #expect(LedgerFile.isWritable(ledger.path))
    #expect(LedgerFile.isWritable(ledger.path + "-new"))
    #expect(LedgerFile.isWritable(ledger.path + "-new/ledger.db"))
    // Beneath a file nothing can ever be.
    #expect(!LedgerFile.isWritable(ledger.path + "/ledger.db"))
  }

  @Test func eachLedgerHasItsOwnKey() throws {
    let ledgers = [try SampleLedger(), try SampleLedger()]
    let keys = try ledgers.map { ledger in
      try ledger.connect().first("SELECT key FROM ledger") { try $0.bytes(0) }
    }
    #expect(keys[0]?.count == 32)
    #expect(keys[0] != keys[1])
  }

  @Test func onlyTheOwnerMayReadAndWrite() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try ledger.open()
    try log.write { writer in
      _ = try writer.append(Story.newEvents(5), Story.envelope(5))
    }
    let names = try ledger.folder.names()
    #expect(names == ["ledger.db", "ledger.db-shm", "ledger.db-wal"])
    for name in names {
      let attributes = try FileManager.default.attributesOfItem(atPath: ledger.folder.file(name))
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test func nothingIsOverwritten() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    try Data("notes".utf8).write(to: URL(filePath: folder.file("file")))
    try manager.createDirectory(atPath: folder.file("folder"), withIntermediateDirectories: false)
    for (link, target) in [("link", "file"), ("dangling", "elsewhere")] {
      try manager.createSymbolicLink(
        atPath: folder.file(link),
        withDestinationPath: folder.file(target)
      )
    }
    let before = try folder.names()
    for name in ["file", "folder", "link", "dangling"] {
      #expect(try code { try EventLog.create(path: folder.file(name), origin: "o") } == .exists)
    }
    #expect(
      try code { try EventLog.create(path: folder.file("no/ledger.db"), origin: "o") }
        == .unreachable
    )
    #expect(try folder.names() == before)
    #expect(try String(contentsOfFile: folder.file("file"), encoding: .utf8) == "notes")
  }

  @Test func createRefusesAnExistingLedger() throws {
    let ledger = try SampleLedger(commands: 2)
    let before = try ledger.content()
    #expect(try code { try EventLog.create(path: ledger.path, origin: "o") } == .exists)
    #expect(try ledger.content() == before)
  }

  @Test func whatIsNoLedgerIsRefused() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder.file("folder"), withIntermediateDirectories: false)
    let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0, 0x10] + Array("JFIF".utf8)
    for (name, data) in [
      ("photo.jpg", Data(jpeg + [UInt8](repeating: 0x5a, count: 9000))), ("short", Data([0xff])),
      ("empty.db", Data()), ("zeros", Data(repeating: 0, count: 8192)),
      ("header", Data("SQLite format 3\0".utf8) + Data(repeating: 0xff, count: 4080)),
    ] {
      try data.write(to: URL(filePath: folder.file(name)))
    }
    try Connection(path: folder.file("other.db"), access: .create)
      .execute("CREATE TABLE events (position INTEGER PRIMARY KEY)")
    let names = ["folder", "photo.jpg", "short", "empty.db", "zeros", "header", "other.db"]
    for name in names {
      for readOnly in [true, false] {
        #expect(
          try code { try open(folder.file(name), readOnly: readOnly) } == .notLedger,
          "\(name)"
        )
      }
    }
    #expect(try folder.names() == names.sorted())
    #expect(try Data(contentsOf: URL(filePath: folder.file("empty.db"))).isEmpty)
  }

  @Test func whatIsMissingIsNotMade() throws {
    let folder = try TemporaryFolder()
    #expect(try code { try open(folder.file("ledger.db")) } == .missing)
    #expect(try code { try open(folder.file("no/ledger.db")) } == .missing)
    #expect(try code { try open("") } == .missing)
    try Data().write(to: URL(filePath: folder.file("file")))
    #expect(try code { try open(folder.file("file/ledger.db")) } == .unreachable)
    #expect(try folder.names() == ["file"])
  }

  @Test func aSymbolicLinkIsNotFollowed() throws {
    let ledger = try SampleLedger(commands: 1)
    for (link, target) in [("link", "ledger.db"), ("dangling", "elsewhere")] {
      try FileManager.default.createSymbolicLink(
        atPath: ledger.folder.file(link),
        withDestinationPath: ledger.folder.file(target)
      )
      #expect(try code { try open(ledger.folder.file(link)) } == .unreachable)
    }
  }

  @Test(arguments: [2, 1000, 0, -1])
  func anotherFormatIsRefused(format: Int64) throws {
    let ledger = try SampleLedger(commands: 1)
    try ledger.connect().execute("PRAGMA user_version = \(format)")
    let expected = format > 0 ? LogError.Code.unknownFormat : .damaged
    #expect(try code { try open(ledger.path) } == expected)
    #expect(try ledger.connect().integer("PRAGMA user_version") == format)
  }

  @Test(arguments: [
    "DELETE FROM ledger", "DROP TABLE ledger", "UPDATE ledger SET origin = 'a' || char(10) || '9'",
    "UPDATE ledger SET origin = ''",
  ])
  func aLedgerWithoutItsNameIsDamaged(sql: String) throws {
    let ledger = try SampleLedger(commands: 1)
    try ledger.connect().execute(sql)
    #expect(try code { try open(ledger.path) } == .damaged)
  }

  @Test func readOnlyReadsAndRefusesToWrite() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try ledger.open(readOnly: true)
    #expect(try log.all().count == 6)
    #expect(try log.verify().isGood)
    let error = #expect(throws: SQLiteError.self) {
      try log.write { writer in
        _ = try writer.append(Story.newEvents(5), Story.envelope(5))
      }
    }
    #expect(error?.isReadOnly == true)
  }

  @Test(arguments: [
    ("example.com/ledger", true), ("daybook.local/a-b_c", true), ("ö", true), ("", false),
    ("a b", false), ("a+b", false), ("a\n", false), ("a\u{7f}", false), ("a\u{2003}b", false),
    (String(repeating: "a", count: 255), true), (String(repeating: "a", count: 256), false),
  ])
  func origins(text: String, isOrigin: Bool) {
    #expect(EventLog.isOrigin(text) == isOrigin)
  }

  private func open(_ path: String, readOnly: Bool = false) throws {
    _ = try EventLog(path: path, readOnly: readOnly, contracts: Story.contracts)
  }

  /// The code of the error that must come.
  private func code(_ body: () throws -> Void) throws -> LogError.Code? {
    try #require(#expect(throws: LogError.self) { try body() }).code
  }
}
