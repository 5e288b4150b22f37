import Foundation
import Model
import SQLite
import Testing

@testable import Projections

@Suite struct TwoThreadsTests {
  let log: FakeLog
  let fixture: Fixture

  init() throws {
    log = try FakeLog()
    fixture = try Fixture()
  }

  /// Read models that are filled on two threads, however few events there are.
  private func open(_ definitions: [Definition] = Definition.builtIn) throws -> ReadModels {
    let models = try ReadModels(path: fixture.path, definitions: definitions)
    models.leastEventsForTwoThreads = 1
    return models
  }

  @Test(arguments: SeededRandom.seeds) func giveTheSameAsOne(seed: UInt64) throws {
    print("DAYBOOK_SEED=\(seed)")
    var world = World(seed: seed)
    let models = try open()
    models.leastEventsForTwoThreads = .max
    for _ in 0..<10 {
      try log.appendRandom(Int.random(in: 1...30, using: &world.random), &world)
      try models.catchUp(with: log)
    }
    let live = try models.contents()
    #expect(try Self.isDivided(models.definitions, log))
    models.leastEventsForTwoThreads = 1
    try models.rebuild(nil, from: log)
    #expect(try models.contents() == live)
    #expect(try models.verify(nil, against: log) == [])
    try models.rebuild(["customers", "orders"], from: log)
    #expect(try models.contents() == live)
    #expect(try models.verify(nil, against: log) == [])
    #expect(fixture.files.allSatisfy { !$0.contains("rebuild") })
    // What was carried over can be gone on with, words and indexes too.
    try log.appendRandom(50, &world)
    try models.catchUp(with: log)
    #expect(try models.verify(nil, against: log) == [])
    #expect(try models.connection.text("PRAGMA integrity_check") == "ok")
  }

  @Test func takeInWhatIsAppendedMeanwhile() throws {
    for customer in Int64(1)...3 { try log.register(customer) }
    var isAppended = false
    log.afterEvent = { [log] position in
      guard position == 3, !isAppended else { return }
      isAppended = true
      try log.register(4)
    }
    let models = try open()
    try models.rebuild(nil, from: log)
    #expect(try models.value("customers/count") == 4)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func bearDamageThatNobodyReads() throws {
    try log.register(1)
    try log.append("SomethingElse", ["x": 1])
    try log.connection.execute("UPDATE events SET data = '{\"x' WHERE position = 2")
    let models = try open()
    try models.rebuild(nil, from: log)
    #expect(try models.value("customers/count") == 1)
  }

  @Test func bearAnySizeThatALogClaims() throws {
    try log.register(1)
    log.claimedSize = .max
    let models = try open()
    // So slow that the rate is measured.
    var time: Int64 = 0
    models.stopwatch = {
      time += 1000
      return time
    }
    try models.rebuild(nil, from: log)
    #expect(try models.value("customers/count") == 1)
  }

  @Test func goOnWithWordsThatWereTakenOver() throws {
    for customer in Int64(1)...300 { try log.register(customer) }
    var isAppended = false
    log.afterEvent = { [log] position in
      guard position == 300, !isAppended else { return }
      isAppended = true
      for customer in Int64(301)...600 { try log.register(customer) }
    }
    // The two with the most work are filled apart, one of them with words.
    let rows = (1...4).map { "INSERT INTO suns VALUES (:customer * 4 + \($0), :customer);" }
    let suns = Definition(
      name: "suns",
      texts: [
        "schema.sql": "CREATE TABLE suns(number INTEGER PRIMARY KEY, customer INTEGER NOT NULL);",
        "on-customer-registered.sql": rows.joined(separator: "\n"),
      ]
    )
    let moons = Definition(
      name: "moons",
      texts: [
        "schema.sql": """
        CREATE TABLE moons(customer INTEGER PRIMARY KEY, email TEXT);
        CREATE VIRTUAL TABLE moon_words USING fts5(
          email, content = 'moons', content_rowid = 'customer'
        );
        """,
        "on-customer-registered.sql": """
        INSERT INTO moons VALUES (:customer, :email);
        INSERT INTO moon_words(rowid, email) VALUES (:customer, :email);
        """,
      ]
    )
    #expect(try Self.isDivided([suns, moons], log))
    let models = try open([suns, moons])
    try models.rebuild(nil, from: log)
    #expect(try models.connection.integer("SELECT count(*) FROM moons") == 600)
    #expect(try models.verify(nil, against: log) == [])
    for customer in Int64(601)...900 { try log.register(customer) }
    try models.catchUp(with: log)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func leaveInPlaceWhatACopyWouldChange() throws {
    for customer in Int64(1)...300 { try log.register(customer) }
    let odd = Definition(
      name: "odd",
      texts: [
        "schema.sql": """
        CREATE TABLE computed(customer INTEGER PRIMARY KEY, email TEXT, next AS (customer + 1));
        CREATE TABLE loose(email TEXT);
        CREATE TABLE plain(customer INTEGER PRIMARY KEY, email TEXT);
        CREATE TABLE plainer(customer TEXT PRIMARY KEY, email TEXT);
        CREATE INDEX computed_next ON computed(next);
        CREATE VIRTUAL TABLE found USING fts5(
          email, content = 'plainer', content_rowid = 'rowid'
        );
        """,
        "on-customer-registered.sql": """
        INSERT INTO computed VALUES (:customer, :email);
        INSERT INTO loose(rowid, email) VALUES (:customer * 2, :email);
        INSERT INTO plain VALUES (:customer, :email);
        INSERT INTO plainer(rowid, customer, email) VALUES (:customer * 3, :customer, :email);
        INSERT OR REPLACE INTO found(rowid, email) VALUES (:customer * 3, :email);
        UPDATE loose SET email = email || '!' WHERE rowid = :customer;
        """,
      ]
    )
    #expect(try Self.isDivided([odd], log))
    let models = try open([odd])
    func rows() throws -> [String] {
      try ["computed", "loose", "plain", "plainer"].map { table in
        try models.connection.text(
          "SELECT group_concat(rowid || ' ' || COALESCE(email, ''), ',') FROM \(table)"
        ) ?? ""
      }
    }
    models.leastEventsForTwoThreads = .max
    try models.rebuild(nil, from: log)
    let filledByOne = try rows()
    models.leastEventsForTwoThreads = 1
    try models.rebuild(nil, from: log)
    #expect(try rows() == filledByOne)
    #expect(try models.verify(nil, against: log) == [])
  }

  /// A read model of one table, which takes in each customer, or fails with one, and has enough to do to be
  /// filled apart.
  private func definition(
    _ name: String,
    failsOn customer: Int64? = nil,
    slowly: Bool = false
  ) -> Definition {
    let numbers =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)"
    let failure = slowly ? "(\(numbers) SELECT nullif(max(i), 3000000) FROM n)" : "NULL"
    let row = customer.map { "iif(:customer = \($0), \(failure), :customer)" } ?? ":customer"
    let changes = Array(
      repeating: "UPDATE \(name) SET own = own + 1 WHERE customer = :position;",
      count: 5
    )
    .joined(separator: "\n")
    return Definition(
      name: name,
      texts: [
        "schema.sql": "CREATE TABLE \(name)(customer INTEGER PRIMARY KEY, own INTEGER NOT NULL);",
        "on-customer-registered.sql":
          "INSERT INTO \(name) VALUES (:customer, \(row));\n\(changes)",
        "on-large.sql": changes,
      ]
    )
  }

  /// Whether read models are filled on two threads indeed.
  private static func isDivided(_ definitions: [Definition], _ log: FakeLog) throws -> Bool {
    let filling = try Filling(definitions, on: Connection.inMemory())
    return try filling.division(for: log, through: log.size()) != nil
  }

  @Test(arguments: ["suns", "moons"]) func leaveEverythingWhenOneFails(culprit: String) throws {
    for customer in Int64(1)...10_000 { try log.register(customer) }
    let models = try open([definition("suns"), definition("moons")])
    #expect(try Self.isDivided(models.definitions, log))
    try models.rebuild(nil, from: log)
    let before = try models.contents()
    let failing = try open(
      ["suns", "moons"].map { definition($0, failsOn: $0 == culprit ? 5000 : nil) }
    )
    let error = #expect(throws: ProjectionError.self) { try failing.rebuild(nil, from: log) }
    #expect(error?.projection == culprit)
    #expect(error?.message.contains("event 5000") == true)
    #expect(try models.contents() == before)
    #expect(fixture.files.allSatisfy { !$0.contains("rebuild") })
  }

  @Test(arguments: ["suns", "moons"]) func waitForNobodyWhoHasFailed(culprit: String) throws {
    try log.register(1)
    // More than may wait for the one that is behind, and it takes its time: the other one waits already.
    try log.appendLarge(150)
    let models = try open(
      ["suns", "moons"].map { definition($0, failsOn: $0 == culprit ? 1 : nil, slowly: true) }
    )
    #expect(try Self.isDivided(models.definitions, log))
    let error = #expect(throws: ProjectionError.self) { try models.rebuild(nil, from: log) }
    #expect(error?.projection == culprit)
  }

  @Test func stopWhenTheOtherHasFailed() throws {
    for customer in Int64(1)...20_000 { try log.register(customer) }
    let models = try open([definition("suns", failsOn: 1), definition("moons", failsOn: 1)])
    #expect(try Self.isDivided(models.definitions, log))
    #expect(throws: ProjectionError.self) { try models.rebuild(nil, from: log) }
    #expect(try models.connection.integer("SELECT count(*) FROM projections") == 0)
  }

  @Test func leaveNothingBehindWhenKilled() async throws {
    try log.register(1)
    let models = try open()
    try models.rebuild(nil, from: log)
    let path = fixture.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let log = try FakeLog()
      for customer in Int64(1)...100 { try log.register(customer) }
      // So that there are several batches, and more to come when the first one is in.
      try log.appendLarge(20)
      guard try Self.isDivided(Definition.builtIn, log) else { return }
      let models = try ReadModels(path: path)
      models.leastEventsForTwoThreads = 1
      try models.rebuild(nil, from: log) { done, total in
        if done < total { kill(getpid(), SIGKILL) }
      }
    }
    #expect(try models.value("customers/count") == 1)
    try models.rebuild(nil, from: log)
    #expect(try models.verify(nil, against: log) == [])
    #expect(fixture.files.allSatisfy { !$0.contains("rebuild") })
  }
}
