import EventLog
import Foundation
import Model
import SQLite
import TestSupport
import Testing

/// Two threads that scan a part of the events each find what one finds that scans all.
struct VerifyByTwoTests {
  /// 526 events: parted behind the 256th, in the middle of a command.
  private static let sample: (folder: TemporaryFolder, text: Data)? = try? {
    let ledger = try SampleLedger(commands: 150)
    let log = try ledger.open()
    try log.write { writer in
      var envelope = Story.envelope(150)
      for round in 0..<2 {
        envelope.commandID = "long-\(round)"
        _ = try writer.append((0..<60).map { _ in try Story.newEvents(3)[0] }, envelope)
      }
    }
    try ledger.append(151...270)
    try log.settle()
    return (ledger.folder, try Data(contentsOf: URL(filePath: ledger.path)))
  }()

  /// What one thread says, and what two say.
  private func verify(_ path: String) throws -> (one: Verification, two: Verification) {
    let log = try EventLog(path: path, contracts: Story.contracts)
    log.leastEventsForTwoThreads = .max
    let one = try log.verify()
    log.leastEventsForTwoThreads = 1
    var progress: [Int64] = []
    let two = try log.verify { done, _ in progress.append(done) }
    // What is wrong with the tables beside the events is nothing for a second scan.
    #expect(log.hasJoinedParts || !two.isGood)
    if two.isGood {
      #expect(progress.last == two.size)
      #expect(progress == progress.sorted())
    }
    return (one, two)
  }

  private func copy(in folder: TemporaryFolder) throws -> String {
    let path = folder.file("ledger.db")
    try #require(Self.sample).text.write(to: URL(filePath: path))
    return path
  }

  @Test func aSoundLedgerIsGood() throws {
    let folder = try TemporaryFolder()
    let (one, two) = try verify(copy(in: folder))
    #expect(one.isGood && one.size == 526)
    #expect(two == one)
  }

  /// Where the log is parted changes with its length.
  @Test func logsOfManyLengthsAreGood() throws {
    for commands in stride(from: 340, through: 1000, by: 110) {
      let ledger = try SampleLedger(commands: commands)
      let (one, two) = try verify(ledger.path)
      #expect(one.isGood)
      #expect(two == one, "\(commands) commands")
    }
  }

  /// In the first part, at its end, at the begin of the second part, or in it.
  @Test(arguments: Damage.all)
  func damageIsReportedAlike(damage: Damage) throws {
    var random = SeededRandom()
    let position = [4, 256, 257, 500][random.number(0...3)]
    let folder = try TemporaryFolder()
    let path = try copy(in: folder)
    let sql = damage.sql.replacingOccurrences(of: "position = 4", with: "position = \(position)")
    do {
      try SampleLedger.damage(path, sql)
    } catch let error as SQLiteError where error.message.hasPrefix("UNIQUE") {
      // What comes behind a short log is there already in this one.
      return
    }
    let (one, two) = try verify(path)
    #expect(two == one, "\(sql)")
  }

  @Test(arguments: [
    // The command that goes over the border ends there.
    "UPDATE events SET command_id = NULL WHERE position > 256 AND command_id = 'long-0'",
    "UPDATE events SET command_id = 'other' WHERE position <= 256 AND command_id = 'long-0'",
    "UPDATE commands SET last = 256 WHERE command_id = 'long-0'",
    "UPDATE commands SET first = 257 WHERE command_id = 'long-0'",
    "UPDATE events SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position > 256",
    "DELETE FROM events WHERE position > 256",
    "DELETE FROM events WHERE position <= 256",
    "UPDATE head SET size = 5000", "UPDATE head SET size = 513",
    "UPDATE head SET size = 9223372036854775807",
    """
    UPDATE head SET size = 9223372036854775807;
    UPDATE events SET position = 5000000000000000000 WHERE position = 526
    """,
    """
    UPDATE head SET size = 9223372036854775807;
    UPDATE events SET position = 9223372036854775807 WHERE position = 526
    """,
  ])
  func damageAtTheBorderIsReportedAlike(sql: String) throws {
    let folder = try TemporaryFolder()
    let path = try copy(in: folder)
    try SampleLedger.damage(path, sql)
    let (one, two) = try verify(path)
    #expect(!one.isGood)
    #expect(two == one)
  }

  /// Each event is as it was hashed, and each part is well by itself.
  @Test func timeThatRunsBackAtTheBorderIsReportedAlike() throws {
    let ledger = try SampleLedger()
    let log = try ledger.open()
    try log.write { writer in
      _ = try writer.append(
        (0..<256).map { _ in try Story.newEvents(3)[0] },
        Story.envelope(1000)
      )
    }
    try ledger.append(1...200)
    let (one, two) = try verify(ledger.path)
    #expect(one.problems.map(\.position) == [257])
    #expect(two == one)
  }
}
