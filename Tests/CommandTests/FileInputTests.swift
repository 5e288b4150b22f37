import EventLog
import Foundation
import Testing

@testable import DaybookCommand

@Suite struct FileInputTests {
  #if os(Linux)
    /// Somebody may give the ledger itself as input; while it is read, others must see it locked.
    @Test func readingALedgerTakesNoLocksAway() throws {
      let world = try World()
      world.run("init")
      let path = world.path("ledger.db")
      let log = try EventLog(path: path) { _, _ in nil }
      let size = try log.size()
      let locks = try locks(on: path)
      #expect(!locks.isEmpty)
      do {
        var bytes: [UInt8] = []
        #expect(try FileInput(path: path).read(into: &bytes))
        #expect(bytes.starts(with: "SQLite format 3".utf8))
      }
      #expect(try self.locks(on: path) == locks)
      #expect(try log.size() == size)
    }

    /// The locks that this process has on a file, as the system knows them.
    private func locks(on path: String) throws -> [String] {
      let inode = try #require(
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
      )
      return try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
        .filter { $0.contains(" \(getpid()) ") && $0.contains(":\(inode) ") }
        .map { $0.split(separator: ":", maxSplits: 1).dropFirst().joined() }
    }
  #endif
}
