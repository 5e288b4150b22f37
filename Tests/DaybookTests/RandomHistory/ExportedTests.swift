import Daybook
import EventLog
import Foundation
import Model
import Projections
import TestSupport
import Testing

/// A ledger that was made of an export answers as the one that wrote it, and goes on in the same way.
@Suite("exported and imported")
struct ExportedTests {
  @Test("any history comes through")
  func randomHistories() throws {
    var random = SeededRandom()
    for _ in 1...3 {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      while history.given < 150 { try history.runBatch() }
      try history.close()
      let copy = try TemporaryLedger()
      copy.clock.advance(
        byMicroseconds: history.shop.clock.now.microseconds - copy.clock.now.microseconds
      )
      let export = try Self.lines(of: history.shop.log)
      try copy.ledger.fill(from: ExportHeader(parsing: export[0])) { importer in
        for line in export.dropFirst() { try importer.take(line) }
      }
      #expect(try copy.log.verify().problems == [], "seed \(seed)")
      #expect(try copy.log.checkpoint() == history.shop.log.checkpoint())
      #expect(try Self.lines(of: copy.log) == export)
      #expect(try copy.events() == history.shop.events())
      let asker = Asker(shop: history.shop)
      let questions = try asker.entities(history.witness) + asker.lists(history.witness)
      let answers = try asker.answers(questions)
      let again = try Asker(shop: copy).answers(questions)
      asker.expectSame(questions, answers, again, "imported, seed \(seed)")
      // Numbers, names and rules are known to it as well.
      let command: JSONObject = ["email": "next@example.com"]
      let expected = try history.shop.perform("customer.register", command)
      #expect(try copy.perform("customer.register", command) == expected)
    }
  }

  @Test("the ledgers of earlier versions come through", arguments: OldFileTests.atRest)
  func oldFiles(name: String) throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures")
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
    try FileManager.default.copyItem(
      atPath: fixtures.appending(path: name + ".db").path,
      toPath: path
    )
    let old = try OpenLedger(path: path, readOnly: true)
    let copy = try TemporaryLedger()
    let export = try Self.lines(of: old.log)
    try copy.ledger.fill(from: ExportHeader(parsing: export[0])) { importer in
      for line in export.dropFirst() { try importer.take(line) }
    }
    #expect(export.count > 10)
    #expect(try Self.lines(of: copy.log) == export)
    #expect(try copy.log.verify().problems == [])
  }

  /// The lines of an export, without their ends.
  static func lines(of log: EventLog) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    _ = try log.export(to: { lines.append($0.dropLast()) })
    return lines
  }
}
