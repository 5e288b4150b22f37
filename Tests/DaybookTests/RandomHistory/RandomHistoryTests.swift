import Daybook
import EventLog
import Foundation
import Model
import Projections
import TestSupport
import Testing

/// Random commands against a real ledger.
///
/// One seed is drawn for each run and printed; with DAYBOOK_SEED it is repeated, with
/// DAYBOOK_HISTORIES there are as many histories as asked for.
@Suite("random histories")
struct RandomHistoryTests {
  private static let commandsPerHistory = 150

  private static var histories: Int {
    ProcessInfo.processInfo.environment["DAYBOOK_HISTORIES"].flatMap { Int($0) } ?? 30
  }

  @Test("nothing that must never happen happens")
  func invariants() throws {
    var random = SeededRandom()
    var refused = 0
    for number in 1...Self.histories {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      while history.given < Self.commandsPerHistory {
        try history.runBatch()
        guard history.problems.isEmpty else { break }
      }
      try history.close()
      refused += history.refused
      #expect(history.problems == [], "history \(number), seed \(seed)")
    }
    let percent = refused * 100 / (Self.histories * Self.commandsPerHistory)
    #expect((10...50).contains(percent), "\(percent) % of the commands were refused")
  }

  @Test("read models say the same, whichever way they are made")
  func readModels() throws {
    var random = SeededRandom()
    for number in 1...max(Self.histories / 3, 1) {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      let asker = Asker(shop: history.shop)
      while history.given < Self.commandsPerHistory {
        try history.runBatch()
        // Catches up, so that what follows is incremental.
        _ = try asker.answers(asker.lists(history.witness).suffix(1))
      }
      try history.close()
      #expect(history.problems == [], "history \(number), seed \(seed)")
      let head = history.witness.position
      let questions = try asker.entities(history.witness) + asker.lists(history.witness)
      let incremental = try asker.answers(questions)
      let asOfHead = try asker.answers(questions, fromAllUntil: head)
      asker.expectSame(questions, incremental, asOfHead, "as of the head, seed \(seed)")
      let models = try history.shop.ledger.readModels()
      #expect(try models.verify(nil, against: history.shop.log).isEmpty, "seed \(seed)")
      // In turn on one thread and on two.
      models.leastEventsForTwoThreads = number % 2 == 0 ? .max : 1
      try models.rebuild(nil, from: history.shop.log)
      let rebuilt = try asker.answers(questions)
      asker.expectSame(questions, incremental, rebuilt, "rebuilt, seed \(seed)")
    }
  }

  @Test("one thing as of a position is what the whole history says of it")
  func closures() throws {
    var random = SeededRandom()
    for _ in 1...max(Self.histories / 6, 1) {
      let seed = random.next()
      let history = try RandomHistory(seed: seed)
      while history.given < Self.commandsPerHistory { try history.runBatch() }
      try history.close()
      let asker = Asker(shop: history.shop)
      let all = try asker.entities(history.witness)
      let head = Int(history.witness.position)
      for position in [random.number(1...head), random.number(1...head), head] {
        let position = Int64(position)
        let questions = Array(all.shuffled(using: &random).prefix(50))
        let whole = try asker.answers(questions, fromAllUntil: position)
        let closure = try asker.answers(
          questions,
          at: Moment(recorded: .position(position))
        )
        asker.expectSame(questions, closure, whole, "as of \(position), seed \(seed)")
      }
    }
  }
}
