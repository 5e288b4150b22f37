import EventLog
import Model
import SQLite
import TestSupport
import Testing

/// A group of commands is in the log as a whole or not at all.
struct AtomicityTests {
  private struct Stop: Error {}

  @Test func aBodyThatThrowsLeavesNoTrace() throws {
    let ledger = try SampleLedger(commands: 5)
    let before = try ledger.content()
    let log = try ledger.open()
    let root = try log.tree().root
    for count in 0...8 {
      #expect(throws: Stop.self) {
        try log.write { writer in
          for command in 6..<(6 + count) {
            _ = try writer.append(Story.newEvents(command), Story.envelope(command))
          }
          throw Stop()
        }
      }
      #expect(try ledger.content() == before)
      #expect(try log.tree().root == root)
    }
    #expect(try log.command("command-6") == nil)
    #expect(try log.events(found: Lookup("email", "default", Story.email(3))).isEmpty)
    #expect(try !log.hasEvent(tagged: "customer:3"))
    // The log goes on where it was.
    try log.write { writer in
      #expect(writer.size == 9)
      #expect(writer.lastRecordedAt == Story.recordedAt(5))
      #expect(try writer.nextNumber(of: "customer") == 3)
      let events = try writer.append(Story.newEvents(6), Story.envelope(6))
      #expect(events.map(\.position) == [10])
    }
    #expect(try log.verify().isGood)
  }

  @Test func anErrorOfTheDatabaseLeavesNoTrace() throws {
    let ledger = try SampleLedger(commands: 6)
    let before = try ledger.content()
    let log = try ledger.open()
    let error = #expect(throws: SQLiteError.self) {
      try log.write { writer in
        _ = try writer.append(Story.newEvents(7), Story.envelope(7))
        // The id of command 6 was used before.
        _ = try writer.append(Story.newEvents(8), Story.envelope(6))
      }
    }
    #expect(error?.isConstraint == true)
    #expect(try ledger.content() == before)
    #expect(try log.verify().isGood)
  }

  @Test func aFullDiskLeavesNoTrace() throws {
    let ledger = try SampleLedger(commands: 4)
    let before = try ledger.content()
    let log = try ledger.open()
    let pages = try #require(try log.connection.integer("PRAGMA page_count"))
    try log.connection.execute("PRAGMA max_page_count = \(pages)")
    let error = #expect(throws: SQLiteError.self) {
      try log.write { writer in
        for command in 5...400 {
          _ = try writer.append(Story.newEvents(command), Story.envelope(command))
        }
      }
    }
    #expect(error?.isFull == true)
    #expect(try ledger.content() == before)
    try log.connection.execute("PRAGMA max_page_count = 100000")
    try ledger.append(5...8)
    #expect(try log.verify().isGood)
    #expect(try log.size() == 12)
  }

  @Test func readingAndNothingAppendedChangesNothing() throws {
    let ledger = try SampleLedger(commands: 4)
    let before = try ledger.content()
    let log = try ledger.open()
    try log.write { (writer) throws in
      #expect(try writer.append([], Story.envelope(5)).isEmpty)
    }
    #expect(try ledger.content() == before)
  }

  /// Salts differ, and with them all hashes: all else must be the same.
  @Test func aGroupIsTheSameAsOneByOne() throws {
    let single = try SampleLedger()
    for command in 1...24 { try single.append(command...command) }
    let grouped = try SampleLedger(commands: 24)
    #expect(try single.open().all() == grouped.open().all())
    for sql in [
      "SELECT group_concat(tag || type || position) FROM tags",
      "SELECT group_concat(command_id || first || '-' || last) FROM commands",
      "SELECT group_concat(kind || last) FROM sequences",
      "SELECT group_concat(position || data) FROM personal",
      "SELECT group_concat(position) FROM (SELECT position FROM lookups ORDER BY position)",
    ] {
      #expect(try single.connect().text(sql) == grouped.connect().text(sql))
    }
    for ledger in [single, grouped] {
      let log = try ledger.open()
      let verification = try log.verify()
      #expect(verification.isGood)
      #expect(verification.root == (try log.tree().root))
      #expect(verification.size == 36)
    }
  }
}
