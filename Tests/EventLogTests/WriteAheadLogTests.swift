import EventLog
import Foundation
import SQLite
import TestSupport
import Testing

/// The zeros by which the write-ahead log is made longer are nobody's frames.
@Suite struct WriteAheadLogTests {
  private static let room = 1 << 20

  private func length(_ ledger: SampleLedger) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: ledger.path + "-wal")
    return try #require(attributes[.size] as? Int)
  }

  private func append(_ command: Int, to log: EventLog) throws {
    try log.write { writer in
      _ = try writer.append(Story.newEvents(command), Story.envelope(command))
    }
  }

  @Test func roomIsMadeForWhoWritesAgainAndAgain() throws {
    let ledger = try SampleLedger()
    let log = try ledger.open()
    try append(1, to: log)
    #expect(try length(ledger) < Self.room)
    for command in 2...4 { try append(command, to: log) }
    let length = try length(ledger)
    #expect((Self.room..<2 * Self.room).contains(length))
    // What fits in makes the file no longer.
    for command in 5...8 { try append(command, to: log) }
    #expect(try self.length(ledger) == length)
    #expect(try log.verify().isGood)
  }

  /// Each connection sees that the file got longer, but not by whose zeros.
  @Test func twoThatTakeTurnsMakeItNoLongerThanOne() throws {
    let ledger = try SampleLedger()
    let logs = [try ledger.open(), try ledger.open()]
    for command in 1...120 { try append(command, to: logs[command % 2]) }
    #expect((Self.room..<7 * Self.room).contains(try length(ledger)))
    #expect(try logs[0].verify().isGood)
  }

  /// A crash leaves both files as they are at any moment; wherever the log ends, in zeros or in a frame,
  /// what was committed before is there.
  @Test func whatACrashLeavesIsRecovered() throws {
    let ledger = try SampleLedger()
    let log = try ledger.open()
    var ends: [Int: Int64] = [:]
    for command in 1...10 {
      try append(command, to: log)
      let text = try Data(contentsOf: URL(filePath: ledger.path + "-wal"))
      let used = text.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
      ends[used] = try log.size()
    }
    let database = try Data(contentsOf: URL(filePath: ledger.path))
    let text = try Data(contentsOf: URL(filePath: ledger.path + "-wal"))
    #expect(text.count > Self.room)
    let lengths = ends.keys.sorted().flatMap { [$0 - 1, $0, $0 + 100] } + [text.count]
    for length in lengths {
      let folder = try TemporaryFolder()
      let path = folder.file("ledger.db")
      try database.write(to: URL(filePath: path))
      // What follows is gone, or was not written before the power went.
      let kept = text.prefix(length) + Data(count: max(0, text.count - length))
      try kept.write(to: URL(filePath: path + "-wal"))
      let recovered = try EventLog(path: path, contracts: Story.contracts)
      let expected = ends.filter { $0.key <= length }.values.max() ?? 0
      // Frames may end in zeros.
      #expect(try recovered.size() >= expected)
      #expect(try ends.values.contains(recovered.size()) || recovered.size() == 0)
      #expect(try recovered.verify().isGood)
    }
    // And whoever opens the file itself goes on.
    try append(11, to: ledger.open())
    #expect(try log.verify().isGood)
  }
}
