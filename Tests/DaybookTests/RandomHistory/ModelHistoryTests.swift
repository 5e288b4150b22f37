import Daybook
import Foundation
import Projections
import TestSupport
import Testing

/// Random commands against the ledger and against a plain shop that must come to the same.
///
/// The seeds are the numbers from 1; with DAYBOOK_SEED one of them, or any other, is repeated.
@Suite("ledger and plain shop")
struct ModelHistoryTests {
  private static var portion: UInt64 {
    ProcessInfo.processInfo.environment["DAYBOOK_HISTORIES"].flatMap { UInt64($0) } ?? 50
  }
  private static let batches = 2
  private static let commandsPerBatch = 24

  @Test("come to the same", arguments: 0..<20)
  func sameResults(portion: UInt64) throws {
    let repeated = ProcessInfo.processInfo.environment["DAYBOOK_SEED"].flatMap { UInt64($0) }
    if let repeated {
      if portion == 0 { try print(run(repeated).joined(separator: "\n")) }
      return
    }
    for seed in portion * Self.portion + 1...(portion + 1) * Self.portion {
      for line in try run(seed) { print("STAT", seed, line.replacingOccurrences(of: "\n", with: " ##")) }
    }
  }

  @discardableResult
  private func run(_ seed: UInt64) throws -> [String] {
    let history = try ModelHistory(seed: seed)
    for _ in 1...Self.batches {
      try history.run(Self.commandsPerBatch)
      try history.compare()
    }
    if !history.differences.isEmpty {
      Issue.record("DAYBOOK_SEED=\(seed)\n\(history.differences.joined(separator: "\n"))")
    }
    return history.story
  }
}
