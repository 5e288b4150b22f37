import Projections
import Testing

@Suite struct ConfinementTests {
  private func refusal(of reaction: String) throws -> String? {
    let definition = Definition(
      name: "mine",
      texts: [
        "schema.sql": "CREATE TABLE mine(a, b);",
        "on-thing-done.sql": reaction,
      ]
    )
    do {
      try definition.check()
      return nil
    } catch let error as ProjectionError {
      #expect(error.code == .invalidDefinition)
      #expect(error.message.contains("mine/on-thing-done.sql"))
      return error.message
    }
  }

  @Test(
    arguments: [
      ("INSERT INTO mine SELECT number, site FROM orders;", "reads orders"),
      ("INSERT INTO mine SELECT customer, 1 FROM customers;", "customers"),
      ("UPDATE orders SET number = 'x';", "writes to orders"),
      ("DELETE FROM projections;", "writes to projections"),
      ("INSERT INTO mine SELECT name, 1 FROM sqlite_schema;", "reads sqlite_master"),
      ("INSERT INTO mine SELECT name, 1 FROM pragma_table_info('mine');", ""),
      ("INSERT INTO mine VALUES (random(), 1);", "calls random()"),
      ("INSERT INTO mine VALUES (hex(randomblob(4)), 1);", "calls randomblob()"),
      ("INSERT INTO mine VALUES (datetime('now'), 1);", "calls datetime()"),
      ("INSERT INTO mine VALUES (strftime('%s', 'now'), 1);", "calls strftime()"),
      ("INSERT INTO mine VALUES (CURRENT_TIMESTAMP, 1);", "calls current_timestamp()"),
      ("INSERT INTO mine VALUES (last_insert_rowid(), 1);", "calls last_insert_rowid()"),
      ("INSERT INTO mine VALUES (changes(), 1);", "calls changes()"),
      ("INSERT INTO mine VALUES (total_changes(), 1);", "calls total_changes()"),
      ("ATTACH '/tmp/x.db' AS x;", "attaches a database"),
      ("PRAGMA user_version = 3;", "uses PRAGMA"),
      ("DROP TABLE mine;", ""),
      ("CREATE TABLE other(a);", ""),
      ("COMMIT;", "begins or ends a transaction"),
      ("SELECT nonsense;", "cannot be compiled"),
    ]
  )
  func refuses(reaction: String, reason: String) throws {
    let message = try #require(try refusal(of: reaction))
    #expect(message.contains(reason), "\(message)")
  }

  @Test(
    arguments: [
      "INSERT INTO mine SELECT key, value FROM json_each(:list);",
      "INSERT INTO mine SELECT fullkey, value FROM json_tree(:list);",
      "WITH x AS (SELECT a FROM mine) DELETE FROM mine WHERE a IN (SELECT a FROM x);",
      "INSERT INTO mine VALUES (:a, upper(:b)) ON CONFLICT DO NOTHING;",
      "UPDATE mine SET b = (SELECT max(m.b) FROM mine m) WHERE a = :a; DELETE FROM mine WHERE b = 1;",
      "-- Nothing but a comment.",
    ]
  )
  func allows(reaction: String) throws {
    #expect(try refusal(of: reaction) == nil)
  }

  @Test(
    arguments: [
      "CREATE TABLE mine(a DEFAULT (random()));",
      "CREATE TABLE mine(a DEFAULT CURRENT_TIMESTAMP);",
      "CREATE TABLE mine AS SELECT * FROM orders;",
      "CREATE TABLE mine(a); CREATE TRIGGER t AFTER INSERT ON mine BEGIN SELECT 1; END;",
      "CREATE TABLE mine(a); INSERT INTO mine VALUES (1);",
      "CREATE TABLE mine(a); CREATE INDEX other ON orders(number);",
      "CREATE TABLE projections(a);",
      "CREATE TABLE temp.mine(a);",
      "CREATE TABLE orders(a);",
      "CREATE TABLE mine(a); CREATE INDEX orders_by_number ON mine(a);",
      "CREATE TABLE mine(a, b PRIMARY KEY) WITHOUT ROWID;",
      "CREATE TABLE mine(a, b, PRIMARY KEY(b, a)) WITHOUT ROWID;",
      "PRAGMA user_version = 3;",
      "CREATE TABLE mine(",
      "CREATE TABLE 'mine'(a);",
      "CREATE VIRTUAL TABLE mine USING rtree(a, b, c);",
      "CREATE VIRTUAL TABLE mine USING fts4(a);",
      "CREATE VIRTUAL TABLE mine USING fts5;",
      "CREATE VIRTUAL TABLE mine USING fts5();",
      "CREATE VIRTUAL TABLE temp.mine USING fts5(a);",
      "CREATE VIRTUAL TABLE IF NOT EXISTS mine USING fts5(a);",
      "CREATE VIRTUAL TABLE mine USING fts5vocab('orders', 'row');",
      // What another read model has, spelt in each way that FTS5 understands.
      "CREATE VIRTUAL TABLE mine USING fts5(number, content = 'orders');",
      "CREATE VIRTUAL TABLE mine USING fts5(number, content=orders);",
      "CREATE VIRTUAL TABLE mine USING fts5(number, CONTENT=\"orders\");",
      "CREATE VIRTUAL TABLE mine USING fts5(number, c=[orders]);",
      "CREATE VIRTUAL TABLE mine USING fts5(number, cont = `orders`);",
      "CREATE VIRTUAL TABLE mine USING fts5(number, content = 'sqlite_schema');",
      "CREATE VIRTUAL TABLE mine USING fts5(number, content = 'later'); CREATE TABLE later(number);",
      "CREATE VIRTUAL TABLE mine USING fts5(a, tokenize = 'moon');",
      "CREATE VIRTUAL TABLE mine USING fts5(rank);",
      "CREATE VIRTUAL TABLE mine USING fts5(a); CREATE TABLE mine_data(a);",
      "CREATE VIRTUAL TABLE mine USING fts5(a); CREATE INDEX i ON mine(a);",
      "CREATE VIRTUAL TABLE order_number_words USING fts5(a);",
      "CREATE TABLE order_number_words_idx(a);",
      "-- Nothing.",
    ]
  )
  func refusesSchemas(schema: String) throws {
    let error = #expect(throws: ProjectionError.self) {
      try Definition(name: "mine", texts: ["schema.sql": schema]).check()
    }
    #expect(error?.message.contains("mine/schema.sql") == true)
  }

  @Test(
    arguments: [
      ("INSERT INTO words(rowid, a) VALUES (:position, :email);", nil),
      ("INSERT INTO words(words, rowid, a) SELECT 'delete', a, b FROM mine WHERE a = :a;", nil),
      ("DELETE FROM kept WHERE rowid IN (SELECT rowid FROM words(:email));", nil),
      ("UPDATE kept SET a = :email WHERE rowid = :customer;", nil),
      ("INSERT INTO mine SELECT count(*), 1 FROM words_data;", "reads words_data"),
      ("INSERT INTO mine SELECT segid, 1 FROM words_idx;", "reads words_idx"),
      ("DELETE FROM kept_content;", "kept_content may not be modified"),
      ("INSERT INTO mine SELECT rowid, 1 FROM order_number_words('a');", "order_number_words"),
      ("INSERT INTO order_number_words(rowid, number) VALUES (1, 'a');", "order_number_words"),
      ("INSERT INTO mine VALUES (fts5_source_id(), 1);", "calls fts5_source_id()"),
    ]
  )
  func confinesReactionsToTheirWordIndexes(reaction: String, reason: String?) throws {
    let definition = Definition(
      name: "mine",
      texts: [
        "schema.sql": """
        CREATE TABLE mine(a, b);
        CREATE VIRTUAL TABLE words USING fts5(a, content = "mine", content_rowid=a, prefix='2 3');
        CREATE VIRTUAL TABLE "kept" USING FTS5(a, "b" UNINDEXED, detail=column);
        """,
        "on-thing-done.sql": reaction,
      ]
    )
    guard let reason else { return try definition.check() }
    let error = #expect(throws: ProjectionError.self) { try definition.check() }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func allowsIndexesAndViews() throws {
    let schema = """
      -- A table; with a semicolon in its comment.
      CREATE TABLE "my table"(a TEXT DEFAULT ';', /* ; */ date INTEGER) STRICT;
      CREATE UNIQUE INDEX mine_by_a ON "my table"(a) WHERE a <> '''';
      CREATE VIEW mine AS SELECT a FROM [my table];
      """
    try Definition(
      name: "mine",
      texts: ["schema.sql": schema, "all.sql": "SELECT a FROM mine"]
    ).check()
  }

  @Test func checksQueriesAndNames() throws {
    func check(name: String = "mine", query: String) throws {
      try Definition(
        name: name,
        texts: ["schema.sql": "CREATE TABLE mine(a);", "all.sql": query]
      ).check()
    }
    try check(query: "SELECT a FROM mine;")
    for query in ["DELETE FROM mine", "SELECT a FROM nowhere", "SELECT 1; SELECT 2", "", "BEGIN"] {
      #expect(throws: ProjectionError.self) { try check(query: query) }
    }
    for name in ["", "Mine", "9mine", "mine/yours", "mïne"] {
      #expect(throws: ProjectionError.self) { try check(name: name, query: "SELECT 1") }
    }
    #expect(throws: ProjectionError.self) { try Definition(name: "mine", texts: [:]).check() }
  }
}
