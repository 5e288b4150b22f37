import Daybook
import Events
import Model
import Projections
import SQLite
import TestSupport
import Testing

/// Faults planted on purpose: if these are not found, the other tests of this folder prove nothing.
@Suite("planted faults")
struct CanaryTests {
  private func problems(_ events: [any EventType]) -> [String] {
    var history = MemoryHistory()
    var witness = Witness()
    for event in events { history.append(event) }
    for event in history.log { witness.take(event) }
    witness.check()
    return witness.problems
  }

  @Test("a sound history has none")
  func sound() {
    #expect(problems(Faults.sound) == [])
    #expect(
      problems(
        Faults.sound + [
          ProfileEdited(customer: 1, profile: 1, revision: 2, changes: ["phone": "1"]),
          ProfileRemoved(customer: 1, profile: 1), standard(2, "billing"), standard(2, "shipping"),
        ]
      ) == []
    )
  }

  @Test("the witness finds each fault", arguments: Faults.all.indices)
  func finds(index: Int) {
    let (problem, events) = Faults.all[index]
    let found = problems(Faults.sound + events)
    #expect(found.contains { $0.contains(problem) }, "\(found)")
  }

  @Test("a read model that was tampered with is found")
  func readModel() throws {
    let history = try RandomHistory(seed: 1)
    while history.given < 50 { try history.runBatch() }
    try history.close()
    let asker = Asker(shop: history.shop)
    let questions = try asker.entities(history.witness)
    let good = try asker.answers(questions)
    let ledger = history.shop.ledger
    let connection = try Connection(path: ledger.projectionsPath, access: .readWrite)
    try connection.run("DELETE FROM \(try fullestTable(of: connection))")
    connection.close()
    #expect(try asker.answers(questions) != good)
    #expect(try !ledger.readModels().verify(nil, against: history.shop.log).isEmpty)
    try ledger.readModels().rebuild(nil, from: history.shop.log)
    #expect(try asker.answers(questions) == good)
  }

  /// The table of a read model with the most rows.
  private func fullestTable(of connection: Connection) throws -> String {
    var tables: [String] = []
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'projections'"
    try connection.query(names) { row in tables.append("\"\(try row.text(0))\"") }
    let sizes = try tables.map { table in
      (table: table, rows: try connection.integer("SELECT count(*) FROM \(table)") ?? 0)
    }
    return try #require(sizes.max { $0.rows < $1.rows }).table
  }

  @Test("the same seed gives the same history")
  func seeds() throws {
    let texts = try (0..<2).map { _ in
      let history = try RandomHistory(seed: 42)
      while history.given < 60 { try history.runBatch() }
      return try history.shop.events().map { event in
        var data = event.data
        data["token_hash"] = nil
        return "\(event.type) \(JSON.object(data).canonicalText)"
      }
    }
    #expect(texts[0] == texts[1])
  }
}
