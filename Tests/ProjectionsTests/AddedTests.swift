import Model
@testable import Projections
import SQLite
import Testing

/// Read models that were added to the ledger at run time.
@Suite struct AddedTests {
  private let fixture: Fixture
  private let log: FakeLog

  init() throws {
    fixture = try Fixture()
    log = try FakeLog()
    for customer in Int64(1)...3 { try log.register(customer) }
  }

  private static let schema = "CREATE TABLE mine(n INTEGER PRIMARY KEY, email TEXT) STRICT;"
  private static let insert = "INSERT INTO mine VALUES (:position, :email);"

  private func definition(_ texts: [String: String]) -> Definition {
    Definition(name: "mine", texts: texts, isAdded: true)
  }

  private func texts(_ reaction: String = insert, schema: String = schema) -> [String: String] {
    ["schema.sql": schema, "on-customer-registered.sql": reaction]
  }

  private func open() throws -> ReadModels { try ReadModels(path: fixture.path) }

  /// Adds it as the ledger does.
  private func add(_ texts: [String: String], _ models: ReadModels) throws {
    try models.catchUp(with: log)
    try models.add(definition(texts), from: log) { log.added["mine"] = texts }
  }

  private func rows(_ models: ReadModels, of table: String = "mine") throws -> Int64? {
    try models.connection.integer("SELECT count(*) FROM \(table)")
  }

  private func has(_ table: String, _ models: ReadModels) throws -> Bool {
    try models.connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = ?", table) == 1
  }

  @Test func isFilledFromTheWholeLogAndGoesOnWithIt() throws {
    let models = try open()
    try add(texts(), models)
    #expect(try rows(models) == 3)
    try log.register(4)
    try models.catchUp(with: log)
    #expect(try rows(models) == 4)
    #expect(try models.verify(nil, against: log) == [])
    let state = try #require(try models.state(log).first { $0.projection == "mine" })
    #expect(state.isAdded)
    #expect(state.rows == 4)
    #expect(state.behind == 0)
    let caughtUp = try models.contents()
    try models.rebuild(nil, from: log)
    #expect(try models.contents() == caughtUp)
    try models.rebuild(["mine"], from: log)
    #expect(try models.contents() == caughtUp)
  }

  @Test func changesNothingWhenItFails() throws {
    let models = try open()
    try models.catchUp(with: log)
    let before = try models.contents()
    let failing = "-- One.\nINSERT INTO mine VALUES (10, NULL)\nRETURNING n;"
    let failure = #expect(throws: ProjectionError.self) { try add(texts(failing), models) }
    #expect(failure?.code == .reactionFailed)
    #expect(failure?.projection == "mine")
    #expect(
      failure?.place == ProjectionError.Place("on-customer-registered.sql", line: 2, position: 2)
    )
    #expect(
      failure?.message
        == "The reaction mine/on-customer-registered.sql:2 failed on event 2: "
        + "UNIQUE constraint failed: mine.n."
    )
    #expect(try models.contents() == before)
    #expect(log.added.isEmpty)
  }

  @Test func isNotPublishedWhenItsTextsCannotBeStored() throws {
    let models = try open()
    try models.catchUp(with: log)
    let before = try models.contents()
    #expect(throws: Failure.self) {
      try models.add(definition(texts()), from: log) { throw Failure("no room") }
    }
    #expect(try models.contents() == before)
    try models.catchUp(with: log)
    #expect(try models.contents() == before)
  }

  @Test func givesWayToOtherTexts() throws {
    let models = try open()
    try add(texts(), models)
    let schema = "CREATE TABLE other(n INTEGER PRIMARY KEY, email TEXT) STRICT;"
    try add(texts("INSERT INTO other VALUES (:position * 10, :email);", schema: schema), models)
    #expect(try models.connection.integer("SELECT sum(n) FROM other") == 60)
    #expect(try !has("mine", models))
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func othersNoticeAtTheirNextCatchUp() throws {
    let one = try open()
    let other = try open()
    try other.catchUp(with: log)
    try add(texts(), one)
    try log.register(4)
    try other.catchUp(with: log)
    #expect(try rows(other) == 4)
    // Nobody makes anew what somebody else has done.
    let version = try one.connection.integer("PRAGMA data_version")
    for _ in 0..<3 {
      try other.catchUp(with: log)
      try one.catchUp(with: log)
    }
    #expect(try one.connection.integer("PRAGMA data_version") == version)
    log.added = [:]
    try other.catchUp(with: log)
    #expect(try !has("mine", other))
    try one.catchUp(with: log)
    #expect(try one.state(log).allSatisfy { !$0.isAdded })
    #expect(try one.connection.integer("SELECT count(*) FROM projections WHERE name = 'mine'") == 0)
  }

  /// As a process that was killed between the ledger and the read models leaves it.
  @Test func isMadeWhenOnlyTheLedgerKnowsIt() throws {
    log.added["mine"] = texts()
    let models = try open()
    try models.catchUp(with: log)
    #expect(try rows(models) == 3)
  }

  @Test func holdsUpNobodyWhenItFailsLater() throws {
    let models = try open()
    func texts(_ edited: String) -> [String: String] {
      self.texts("INSERT INTO mine VALUES (:customer, :email);")
        .merging(["on-customer-edited.sql": edited]) { $1 }
    }
    try add(texts("INSERT INTO mine VALUES (:customer, :first_name);"), models)
    try log.edit(3, ["first_name": "Ada"])
    try log.register(4)
    try models.catchUp(with: log)
    #expect(try rows(models, of: "customers") ?? 0 > 0)
    #expect(try models.state(log).filter { $0.behind > 0 }.map(\.projection) == ["mine"])
    let problems = try models.problems()
    #expect(problems.map(\.projection) == ["mine"])
    #expect(problems[0].problem.contains("on-customer-edited.sql:1 failed on event 4"))
    #expect(try !has("mine", models))
    let found = try models.verify(nil, against: log)
    #expect(found.map(\.projection) == ["mine"])
    #expect(found.first?.field == "problem")
    // It is not tried again, here or in another process, until somebody asks.
    let version = try models.connection.integer("PRAGMA data_version")
    let another = try open()
    try another.catchUp(with: log)
    #expect(try another.problems().map(\.problem) == problems.map(\.problem))
    #expect(try models.connection.integer("PRAGMA data_version") == version)
    try another.rebuild(["orders"], from: log)
    #expect(try another.problems().map(\.projection) == ["mine"])
    #expect(throws: ProjectionError.self) { try another.rebuild(["mine"], from: log) }
    #expect(try another.rebuild(nil, from: log).map(\.projection) == ["mine"])
    #expect(try another.problems().map(\.projection) == ["mine"])
    // Other texts are tried at once.
    try add(texts("UPDATE mine SET email = :first_name WHERE n = :customer;"), another)
    #expect(try another.problems().isEmpty)
    #expect(try rows(another) == 4)
    try models.catchUp(with: log)
    #expect(try rows(models) == 4)
  }

  @Test func aFileMadeAnewHasAllButTheOneThatFails() throws {
    log.added = [
      "mine": texts("INSERT INTO mine VALUES (1, :email);"),
      "yours": [
        "schema.sql": "CREATE TABLE yours(n INTEGER PRIMARY KEY);",
        "on-customer-registered.sql": "INSERT INTO yours VALUES (:customer);",
      ],
    ]
    let models = try open()
    try models.catchUp(with: log)
    #expect(try models.problems().map(\.projection) == ["mine"])
    #expect(try rows(models, of: "yours") == 3)
    #expect(try models.verify(["yours", "customers"], against: log) == [])
  }

  @Test(
    arguments: [
      ["schema.sql": "CREATE TABLE mine(n"], ["schema.sql": nil], ["schema.sql": "nonsense"],
      ["on-customer-registered.sql": "SELECT 1"],
      ["schema.sql": "CREATE TABLE mine(n);", "on-customer-registered.sql": "SELECT nonsense"],
      ["schema.sql": "CREATE TABLE mine(n);", "on-customer-registered.sql": "ATTACH 'x' AS x"],
      ["schema.sql": "CREATE TABLE mine(n, n);"], ["schema.sql": "CREATE TABLE orders(n);"],
      ["schema.sql": "CREATE TABLE ORDERS(n);"], ["schema.sql": "CREATE TABLE mine(n);", "Ü": ""],
    ] as [[String: String?]]
  )
  func damagedTextsHoldUpNobody(texts: [String: String?]) throws {
    log.added["mine"] = texts
    log.added["Orders ;"] = ["schema.sql": "CREATE TABLE t(n);"]
    log.added["orders"] = ["schema.sql": "CREATE TABLE t(n);"]
    let models = try open()
    try models.catchUp(with: log)
    #expect(try rows(models, of: "customers") ?? 0 > 0)
    try log.register(4)
    try models.catchUp(with: log)
    #expect(try models.problems().map(\.projection).sorted() == ["Orders ;", "mine", "orders"])
    #expect(
      try models.verify(nil, against: log).map(\.projection).sorted() == [
        "Orders ;", "mine", "orders",
      ]
    )
    #expect(try models.verify(["customers"], against: log) == [])
    #expect(throws: ProjectionError.self) { try models.rebuild(["mine"], from: log) }
    log.added = [:]
    try models.catchUp(with: log)
    #expect(try models.problems().isEmpty)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func aStatementThatNeverEndsIsCutOff() throws {
    let models = try open()
    try models.catchUp(with: log)
    let before = try models.contents()
    let endless = """
      DELETE FROM mine;

      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
      INSERT INTO mine SELECT max(n), NULL FROM c;
      """
    let error = #expect(throws: ProjectionError.self) { try add(texts(endless), models) }
    #expect(error?.place?.line == 3)
    #expect(error?.place?.position == 1)
    #expect(error?.message.contains("200 million steps of SQLite") == true)
    #expect(try models.contents() == before)
  }

  /// SQLite rolls everything back then; the others take in the event all the same.
  @Test func aStatementThatNeverEndsHoldsUpNobodyLater() throws {
    let models = try open()
    let endless = """
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
      INSERT INTO mine SELECT max(n), NULL FROM c;
      """
    try add(texts().merging(["on-customer-edited.sql": endless]) { $1 }, models)
    try log.edit(1, ["first_name": "Ada"])
    try models.catchUp(with: log)
    #expect(try models.problems().map(\.projection) == ["mine"])
    #expect(try models.state(log).filter { $0.behind > 0 }.map(\.projection) == ["mine"])
    try log.register(4)
    try models.catchUp(with: log)
    #expect(try models.verify(["customers"], against: log) == [])
  }

  /// What SQLite calls a damaged database is the read model's own doing.
  @Test func aWordIndexThatIsLedAstrayIsNoDamage() throws {
    let models = try open()
    try models.catchUp(with: log)
    let before = try models.contents()
    let schema = Self.schema + "CREATE VIRTUAL TABLE words USING fts5(email, content = 'mine');"
    let reaction = """
      INSERT INTO words(rowid, email) VALUES (:position, 'x');
      INSERT INTO words(words, rank) VALUES ('integrity-check', 1);
      """
    let error = #expect(throws: ProjectionError.self) {
      try add(texts(reaction, schema: schema), models)
    }
    #expect(error?.code == .reactionFailed)
    #expect(error?.place?.line == 2)
    #expect(error?.message.contains("does not fit its table") == true, "\(error?.message ?? "")")
    #expect(try models.contents() == before)
    log.added["mine"] = texts(reaction, schema: schema)
    try models.catchUp(with: log)
    #expect(try models.problems().map(\.projection) == ["mine"])
  }

  @Test func aHugeValueIsRefused() throws {
    let models = try open()
    let error = #expect(throws: ProjectionError.self) {
      try add(texts("INSERT INTO mine VALUES (1, hex(zeroblob(400000000)));"), models)
    }
    #expect(error?.message.contains("too big") == true)
  }

  /// SQLite quotes what it cannot make sense of.
  @Test(
    arguments: [
      "INSERT INTO mine SELECT :position, json_extract(:data, '$' || :email);",
      "INSERT INTO mine SELECT rowid, 'x' FROM words(:email || ' \"');",
      "INSERT INTO mine SELECT rowid, 'x' FROM words('\"' || :email || '\" : x');",
    ]
  )
  func errorsTellNoPersonalValues(reaction: String) throws {
    let models = try open()
    let schema = Self.schema + "CREATE VIRTUAL TABLE words USING fts5(a);"
    let error = #expect(throws: ProjectionError.self) {
      try add(texts(reaction, schema: schema), models)
    }
    #expect(error?.code == .reactionFailed)
    #expect(error?.message.contains("example.com") == false, "\(error?.message ?? "")")
  }

  /// A copy of the file gives the rows of a table without a key other numbers.
  @Test func tablesWithoutAKeyAreComparedInTheirOrder() throws {
    let models = try open()
    let reaction =
      "DELETE FROM mine WHERE email = 'c1@example.com'; INSERT INTO mine VALUES (1, :email);"
    try add(texts(reaction, schema: "CREATE TABLE mine(n, email);"), models)
    try models.rebuild(["orders"], from: log)
    #expect(try models.verify(nil, against: log) == [])
    try models.connection.execute("UPDATE mine SET email = 'x' WHERE email LIKE 'c3%'")
    #expect(try models.verify(nil, against: log).first?.field == "email")
  }

  @Test func errorsInSQLSayTheLine() throws {
    func line(_ texts: [String: String]) -> Int? {
      do {
        try definition(texts).check()
        return nil
      } catch let error as ProjectionError {
        #expect(error.message.contains(":\(error.place?.line ?? 0) "), "\(error.message)")
        return error.place?.line
      } catch {
        return nil
      }
    }
    #expect(line(texts("-- Two\n-- lines.\n\nINSERT INTO mine\n  VALUES (1, 2 3);")) == 5)
    #expect(line(texts("DELETE FROM mine;\n\nATTACH 'x' AS x;")) == 3)
    #expect(line(texts("\nDELETE FROM mine WHERE n = ?1;")) == 2)
    #expect(line(texts("\nDELETE FROM mine WHERE n = :a$b AND email = :c$d;")) == 2)
    #expect(line(texts(schema: "-- A\nCREATE TABLE mine(\n  n INTEGER,\n  n TEXT\n) STRICT;")) == 2)
    #expect(line(texts(schema: "CREATE TABLE mine(n);\n\nDROP TABLE mine;")) == 3)
    #expect(
      line(texts(schema: "CREATE TABLE mine(n, email);\n\nCREATE INDEX i ON mine(\n  m\n);")) ?? 0
        >= 3
    )
    let both = texts().merging(["common.sql": "-- A\nWITH a AS (\n  SELECT 1\n)"]) { $1 }
    #expect(line(both.merging(["all.sql": "-- B\nSELECT n,\n  nix FROM mine"]) { $1 }) == 3)
    #expect(
      line(both.merging(["all.sql": "WITH b AS (SELECT 2)\nSELECT nix FROM mine"]) { $1 }) == 2
    )
    #expect(line(texts().merging(["all.sql": "\nPRAGMA hard_heap_limit = 1"]) { $1 }) == 2)
  }

  @Test func parametersAreFoundWithTheirLines() {
    let reaction = """
      -- Not :this.
      INSERT INTO mine VALUES (:position, ':that');
      UPDATE mine SET n = :lines$
        WHERE email = :lines$sku; -- :other
      """
    let found = definition(texts(reaction)).parameters(of: "on-customer-registered.sql")
    #expect(found.map(\.name) == ["position", "lines$", "lines$sku"])
    #expect(found.map(\.line) == [2, 3, 4])
  }

  @Test func replaysLeaveOutWhatFails() throws {
    log.added = ["mine": texts("INSERT INTO mine VALUES (1, :email);")]
    let models = try open()
    try models.adopt(log)
    let left = try models.replay(log, through: 3, tags: nil, occurredUntil: nil)
    #expect(left.map(\.projection) == ["mine"])
    #expect(try rows(models, of: "customers") ?? 0 > 0)
    let early = try models.replay(log, through: 1, tags: nil, occurredUntil: nil)
    #expect(early.isEmpty)
    #expect(try rows(models) == 1)
  }
}
