import Daybook
import Foundation
import Model
import TestSupport
import Testing

/// Random commands against the ledger and against a plain shop that must come to the same.
///
/// The seeds are the numbers from 1 on, fifty in each portion; DAYBOOK_SEED repeats one, or any
/// other, and prints its story. With DAYBOOK_HISTORIES portions are as large as asked for.
@Suite("ledger and plain shop")
struct ModelHistoryTests {
  private static let commandsPerHistory = 48

  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }

  @Test("come to the same", arguments: 0..<20)
  func sameResults(portion: UInt64) throws {
    try compare(portion)
  }

  @Test("come to the same where people are merged and parted all the time", arguments: 0..<6)
  func sameChains(portion: UInt64) throws {
    try compare(portion, mergesOften: true)
  }

  private func compare(_ portion: UInt64, mergesOften: Bool = false) throws {
    if let seed = Self.number("DAYBOOK_SEED") {
      if portion == 0 { try print(history(seed, mergesOften).story.joined(separator: "\n")) }
      return
    }
    let size = Self.number("DAYBOOK_HISTORIES") ?? 50
    var given = 0
    var refused = 0
    for seed in portion * size + 1...(portion + 1) * size {
      let history = try history(seed, mergesOften)
      given += history.given
      refused += history.refused
    }
    let percent = refused * 100 / given
    #expect((20...50).contains(percent), "\(percent) % of the commands were refused")
  }

  private func history(_ seed: UInt64, _ mergesOften: Bool) throws -> ModelHistory {
    let history = try ModelHistory(seed: seed, mergesOften: mergesOften)
    try history.run(Self.commandsPerHistory / 2)
    // What is shown half-way costs as much as the commands.
    if seed.isMultiple(of: 4) { try history.compare() }
    try history.run(Self.commandsPerHistory / 2)
    try history.finish()
    try history.compare()
    if seed.isMultiple(of: 8) { try history.compareReadModels() }
    if !history.differences.isEmpty {
      let kind = mergesOften ? ", merges" : ""
      Issue.record("DAYBOOK_SEED=\(seed)\(kind)\n\(history.differences.joined(separator: "\n"))")
    }
    return history
  }

  @Test("a change that only one of them knows is found")
  func canary() throws {
    let history = try ModelHistory(seed: 1)
    try history.finish()
    try history.compare()
    #expect(history.differences == [])
    try history.ledger.perform("customer.edit", ["customer": 1, "first_name": "Ada"])
    try history.compare()
    #expect(history.differences.contains("  .first_name the ledger: \"Ada\""))
  }
}
