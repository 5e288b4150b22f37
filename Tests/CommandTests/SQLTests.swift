import Model
import Testing

@testable import DaybookCommand

@Suite struct SQLTests {
  private func world() throws -> World {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com")
    return world
  }

  @Test(arguments: [
    "INSERT INTO log.tags VALUES ('a', 'b', 1)", "UPDATE log.events SET actor = 'x'",
    "DELETE FROM log.personal", "REPLACE INTO log.head VALUES (1, 0, '', '')",
    "INSERT INTO log.tags VALUES ('a', 'b', 1) RETURNING 1",
    "CREATE TABLE x(y)", "CREATE TEMP TABLE x(y)", "CREATE VIEW x AS SELECT 1",
    "CREATE TEMP VIEW x AS SELECT 1", "CREATE INDEX log.x ON tags(tag)",
    "CREATE TRIGGER x AFTER INSERT ON orders BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE x USING fts5(y)", "DROP TABLE orders", "DROP TABLE log.events",
    "ALTER TABLE orders ADD x", "ATTACH 'x.db' AS x", "ATTACH ':memory:' AS x", "DETACH log",
    "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT x", "RELEASE x", "VACUUM", "VACUUM INTO 'x.db'",
    "ANALYZE", "REINDEX", "PRAGMA journal_mode", "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON", "PRAGMA wal_checkpoint", "PRAGMA database_list",
    "SELECT * FROM pragma_journal_mode", "SELECT load_extension('x')", "SELECT fts3_tokenizer('x')",
    "SELECT key FROM log.ledger", "SELECT * FROM log.ledger",
  ])
  func onlyReadingIsAllowed(_ sql: String) throws {
    let world = try world()
    let result = world.run("sql", sql, "--json")
    #expect(result.status == 2)
    #expect(result.error == "sql_not_allowed", "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(world.run("verify").status == 0)
  }

  @Test(arguments: [
    "", " ", "-- nothing", "SELEC 1", "SELECT nothing_such", "SELECT 1; SELECT 2", "SELECT 1; x",
    "SELECT * FROM nowhere", "UPDATE sqlite_master SET sql = ''", "SELECT hex(zeroblob(100000000))",
  ])
  func wrongSQLIsUsage(_ sql: String) throws {
    let result = try world().run("sql", sql, "--json")
    #expect(result.status == 2)
    #expect(["sql_invalid", "field_missing"].contains(result.error), "\(result.errors)")
  }

  @Test(arguments: [
    "SELECT count(*) FROM customers", "SELECT type FROM log.events", "PRAGMA table_info(customers)",
    "SELECT name FROM pragma_table_list", "SELECT name FROM pragma_table_info('orders')",
    "VALUES (1)", "WITH x(n) AS (VALUES (1)) SELECT n FROM x", "EXPLAIN SELECT 1", "SELECT 1;",
    "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x LIMIT 3) SELECT n FROM x",
    "SELECT value FROM json_each('[1]')", "SELECT name FROM sqlite_master",
    "SELECT origin FROM log.ledger", "SELECT rowid, email FROM customer_words('exam*')",
    "SELECT lower('A'), random() IS NULL, date('now')",
  ])
  func readingIsAllowed(_ sql: String) throws {
    let result = try world().run("sql", sql, "--json")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.json?.array?.isEmpty == false || sql.hasPrefix("EXPLAIN"))
  }

  private static let endless =
    "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x"

  @Test func longQueriesEnd() throws {
    let world = try world()
    world.stopwatchStep = 1_000_000
    let usual = world.run("sql", Self.endless, "--json")
    #expect(usual.status == 1)
    #expect(usual.error == "query_too_long")
    #expect(
      world.run("sql", Self.endless, "--limit-seconds", "0.5", "--json").error == "query_too_long"
    )
    #expect(world.run("sql", "SELECT 1", "--limit-seconds", "9").status == 0)
  }

  /// Somebody reads page by page: that is not the query's time.
  @Test func onlyTheQueryTakesItsTime() throws {
    var now: Int64 = 0
    let clock = QueryClock(milliseconds: 100, stopwatch: { now }, giveUp: {})
    for _ in 0..<10 {
      let isInTime = try clock.measure {
        now += 10_000
        return !clock.isOver()
      }
      #expect(isInTime)
      now += 60_000_000
      #expect(!clock.isOver())
    }
    var isOver = false
    let error = #expect(throws: CommandError.self) {
      try clock.measure {
        now += 1
        isOver = clock.isOver()
      }
    }
    #expect(error?.code == .queryTooLong)
    #expect(isOver)
  }

  @Test(arguments: [
    "SELECT zeroblob(34000000)", "SELECT zeroblob(32000000), zeroblob(32000000)",
  ])
  func aRowHasItsLimit(sql: String) throws {
    let result = try world().run("sql", sql, "--json")
    #expect(result.status == 2)
    #expect(result.error == "sql_invalid")
    #expect(result.output.isEmpty)
  }

  @Test func valuesComeInEveryForm() throws {
    let world = try world()
    let sql = """
      SELECT NULL AS n, 9007199254740993 AS i, 1.5 AS r, 1e400 AS inf, 'x"y' AS t, x'00ff' AS b,
        CAST(x'ff41' AS TEXT) AS bad
      """
    #expect(
      world.run("sql", sql, "--json").output == """
        [{"n":null,"i":9007199254740993,"r":1.5,"inf":null,"t":"x\\"y","b":"AP8=","bad":"\u{FFFD}A"}]

        """
    )
    #expect(
      world.run("sql", sql, "--csv").output
        == "n,i,r,inf,t,b,bad\r\n,9007199254740993,1.5,inf,\"x\"\"y\",AP8=,\u{FFFD}A\r\n"
    )
    #expect(
      world.run("sql", "SELECT 1 AS a, 2 AS a, 3 AS a", "--json").output
        == "[{\"a\":1,\"a:1\":2,\"a:2\":3}]\n"
    )
    #expect(world.run("sql", "SELECT 1 AS a WHERE 0", "--csv").output == "a\r\n")
  }
}
