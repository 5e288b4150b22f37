import Dispatch
import EventLog
import Foundation
import Model
import SQLite
import TestSupport
import Testing

/// Copies of a ledger that is in use.
struct LedgerBackupTests {
  @Test(arguments: [0, 1, 400]) func aCopyIsTheSame(commands: Int) throws {
    let ledger = try SampleLedger(commands: commands)
    let path = ledger.folder.file("copy.db")
    var progress: [(done: Int64, total: Int64)] = []
    try ledger.open().backup(to: path) { progress.append(($0, $1)) }
    #expect(try ledger.folder.names().filter { $0.hasPrefix("copy") } == ["copy.db"])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let copy = try EventLog(path: path, contracts: Story.contracts)
    #expect(try copy.verify().problems == [])
    #expect(try SampleLedger.content(of: copy.connection) == ledger.content())
    #expect(copy.origin == "example.com/ledger")
    let last = try #require(progress.last)
    #expect(last.done == last.total && last.total > 0)
    // And it goes on by itself.
    try copy.write { writer in
      _ = try writer.append(Story.newEvents(commands + 1), Story.envelope(commands + 1))
    }
    #expect(try copy.size() > ledger.open().size())
  }

  /// Small pages, so that a copy takes many steps.
  @Test func isOneStateWhileOthersWrite() throws {
    let ledger = try SampleLedger()
    let connection = try ledger.connect()
    try connection.execute("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM")
    connection.close()
    try ledger.append(1...2000)
    let log = try ledger.open()
    log.connection.busyTimeoutMilliseconds = 60_000
    let size = try log.size()
    var command = 2000
    var steps = 0
    let path = ledger.folder.file("copy.db")
    try log.backup(to: path) { done, total in
      steps += 1
      command += 1
      do { try ledger.append(command...command) } catch { Issue.record(error) }
    }
    #expect(steps > 2)
    #expect(try ledger.open().size() > size)
    let copy = try EventLog(path: path, contracts: Story.contracts)
    #expect(try copy.size() == size)
    #expect(try copy.verify().problems == [])
  }

  @Test func isOneStateWhileAThreadWrites() throws {
    let ledger = try SampleLedger(commands: 40)
    let path = ledger.path
    let folder = ledger.folder
    DispatchQueue.concurrentPerform(iterations: 2) { thread in
      do {
        let log = try EventLog(path: path, contracts: Story.contracts)
        log.connection.busyTimeoutMilliseconds = 60_000
        for round in 0..<20 {
          if thread == 0 {
            try log.write { writer in
              _ = try writer.append(Story.newEvents(41 + round), Story.envelope(41 + round))
            }
          } else {
            try log.backup(to: folder.file("copy\(round).db"))
          }
        }
      } catch {
        Issue.record(error)
      }
    }
    let all = try ledger.open().all()
    for round in 0..<20 {
      let copy = try EventLog(path: folder.file("copy\(round).db"), contracts: Story.contracts)
      #expect(try copy.verify().problems == [])
      #expect(try copy.all() == Array(all.prefix(Int(try copy.size()))))
    }
  }

  @Test func nothingIsOverwritten() throws {
    let ledger = try SampleLedger(commands: 4)
    let log = try ledger.open()
    try Data("notes".utf8).write(to: URL(filePath: ledger.folder.file("file")))
    try FileManager.default.createSymbolicLink(
      atPath: ledger.folder.file("link"),
      withDestinationPath: ledger.folder.file("elsewhere")
    )
    let before = try ledger.folder.names()
    for name in ["file", "link", "ledger.db", "."] {
      let error = #expect(throws: LogError.self) { try log.backup(to: ledger.folder.file(name)) }
      #expect(error?.code == .exists, "\(name)")
    }
    let error = #expect(throws: LogError.self) {
      try log.backup(to: ledger.folder.file("no/copy.db"))
    }
    #expect(error?.code == .unreachable)
    #expect(try ledger.folder.names() == before)
    #expect(try String(contentsOfFile: ledger.folder.file("file"), encoding: .utf8) == "notes")
  }

  @Test func anAuditorsCopyCanBeCopied() throws {
    let ledger = try SampleLedger(commands: 4)
    let path = ledger.folder.file("copy.db")
    try ledger.open(readOnly: true).backup(to: path)
    #expect(try EventLog(path: path, contracts: Story.contracts).size() == 6)
  }
}
