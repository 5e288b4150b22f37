import Foundation
@testable import Projections
import SQLite
import Testing

@Suite struct DefinitionTests {
  @Test(arguments: Definition.builtIn.map(\.name)) func isSound(name: String) throws {
    let definition = try #require(Definition.builtIn.first { $0.name == name })
    try definition.check()
  }

  @Test(arguments: Definition.builtIn.map(\.name)) func opensItsFilesWithAComment(name: String)
    throws
  {
    let definition = try #require(Definition.builtIn.first { $0.name == name })
    for (file, text) in definition.texts {
      #expect(text.hasPrefix("-- "), "\(name)/\(file)")
      let isQuery = definition.queries.contains { $0 + ".sql" == file }
      #expect(!isQuery || text.contains("\n-- as-of: "), "\(name)/\(file)")
    }
  }

  @Test func isTheFoldersOfTheTarget() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../projections").standardizedFileURL
    let folders = try FileManager.default.contentsOfDirectory(atPath: root.path).filter {
      $0.first?.isLowercase == true && !$0.contains(".")
    }
    #expect(Definition.builtIn.map(\.name).sorted() == folders.sorted())
  }

  @Test func takesItsVersionFromSchemaAndReactions() {
    let texts = [
      "schema.sql": "CREATE TABLE t(a);", "on-a-b.sql": "DELETE FROM t;", "all.sql": "1",
    ]
    let version = Definition(name: "x", texts: texts).version
    #expect(version.count == 16)
    #expect(Definition(name: "y", texts: texts).version == version)
    #expect(Definition(name: "x", texts: texts.merging(["all.sql": "2"]) { $1 }).version == version)
    for change in [
      ["schema.sql": "CREATE TABLE t(b);"], ["on-a-b.sql": "DELETE FROM t WHERE a;"],
      ["on-c.sql": "DELETE FROM t;"],
    ] {
      #expect(Definition(name: "x", texts: texts.merging(change) { $1 }).version != version)
    }
  }

  /// The integrity check of SQLite 3.40 takes a table WITHOUT ROWID for damaged when other columns
  /// stand before those of its key.
  @Test func tablesBeginWithTheirKeys() throws {
    let models = try ReadModels.temporary()
    try models.replay(FakeLog(), through: 0, tags: nil, occurredUntil: nil)
    var tables: [String] = []
    try models.connection.query(Statements.listMisorderedTables) { tables.append(try $0.text(0)) }
    #expect(tables == [])
  }

  /// Showing one thing takes the same time whatever the ledger's length.
  @Test(
    arguments: [
      "customers/show", "customers/find", "profiles/show", "profiles/list", "profiles/count",
      "profiles/preferred", "profiles/find", "orders/show", "orders/profiles", "orders/find",
      "orders/by-number", "orders/by-reference", "orders/of-customer", "claims/show",
      "customers/merged-into",
    ]
  )
  func scansNoTable(query: String) throws {
    let models = try ReadModels.temporary()
    try models.replay(FakeLog(), through: 0, tags: nil, occurredUntil: nil)
    let plan = try models.plan(of: query)
    #expect(!plan.isEmpty)
    for step in plan {
      // What is left are scans of what an event or a subquery holds.
      let isSmall = [
        "SCAN json_each", "SCAN (subquery", "SCAN shipped", "SCAN CONSTANT", "SCAN named",
        "SCAN path",
        "SCAN same",
      ]
      .contains { step.contains($0) }
      #expect(!step.contains("SCAN") || isSmall, "\(step)")
    }
  }

  @Test func scansNoOrdersOfOtherCustomers() throws {
    let models = try ReadModels.temporary()
    try models.replay(FakeLog(), through: 0, tags: nil, occurredUntil: nil)
    let plan = try models.plan(of: "orders/list").joined(separator: "\n")
    #expect(
      plan.contains("USING COVERING INDEX orders_by_customer")
        || plan.contains("orders_by_customer (customer=?)")
    )
  }
}

extension ReadModels {
  /// What SQLite does for a query, step by step.
  func plan(of query: String) throws -> [String] {
    let sql = try #require(try statement(ofQuery: query))
    var steps: [String] = []
    let statement = try connection.prepare("EXPLAIN QUERY PLAN " + sql, persistent: false)
    while try statement.step() { steps.append(try statement.text(3)) }
    return steps
  }

  private func statement(ofQuery query: String) throws -> String? {
    let parts = query.split(separator: "/").map(String.init)
    return try definitions.first { $0.name == parts[0] }?.statement(ofQuery: parts[1])?.text
  }
}
