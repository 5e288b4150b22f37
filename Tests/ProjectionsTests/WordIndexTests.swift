import Model
import SQLite
import Testing

@testable import Projections

/// Read models with virtual tables of FTS5.
@Suite struct WordIndexTests {
  private let fixture: Fixture
  private let log: FakeLog

  init() throws {
    fixture = try Fixture()
    log = try FakeLog()
  }

  /// The first names of customers: in a table with an index of their words beside it, in an index
  /// without content, and in one that keeps them itself.
  static let names = Definition(
    name: "names",
    texts: [
      "schema.sql": """
      CREATE TABLE names(n INTEGER PRIMARY KEY, name TEXT) STRICT;
      CREATE VIRTUAL TABLE name_words USING fts5(name, content = 'names', content_rowid = n);
      CREATE VIRTUAL TABLE lean_words USING fts5(name, content='', detail=none, columnsize=0);
      CREATE VIRTUAL TABLE kept_words USING fts5(name, n UNINDEXED, tokenize = "porter ascii");
      """,
      "on-customer-registered.sql": """
      INSERT INTO names VALUES (:customer, :first_name);
      INSERT INTO name_words(rowid, name) VALUES (:customer, :first_name);
      INSERT INTO lean_words(rowid, name) VALUES (:customer, :first_name);
      INSERT INTO kept_words(rowid, name, n) VALUES (:customer, :first_name, :customer);
      """,
      "on-customer-edited.sql": """
      INSERT INTO name_words(name_words, rowid, name)
      SELECT 'delete', n, name FROM names WHERE n = :customer;
      INSERT INTO lean_words(lean_words, rowid, name)
      SELECT 'delete', n, name FROM names WHERE n = :customer;
      UPDATE names SET name = :first_name WHERE n = :customer;
      INSERT INTO name_words(rowid, name) SELECT n, name FROM names WHERE n = :customer;
      INSERT INTO lean_words(rowid, name) SELECT n, name FROM names WHERE n = :customer;
      UPDATE kept_words SET name = :first_name WHERE rowid = :customer;
      """,
      "find.sql": """
      SELECT json_array(
        (SELECT json_group_array(rowid) FROM name_words(:words)),
        (SELECT json_group_array(rowid) FROM lean_words(:words)),
        (SELECT json_group_array(rowid) FROM kept_words(:words))
      );
      """,
    ]
  )

  private func open(_ definitions: [Definition] = [names]) throws -> ReadModels {
    try ReadModels(path: fixture.path, definitions: definitions)
  }

  private func found(_ words: JSON, _ models: ReadModels) throws -> String {
    try models.value("names/find", ["words": words]).canonicalText
  }

  private func registerSome() throws {
    for (customer, name) in [(1, "Ada"), (2, "Zoë"), (3, "Ada Maria")] as [(Int64, JSON)] {
      try log.register(customer, ["first_name": name])
    }
    try log.edit(2, ["first_name": "Grace"])
    try log.edit(3, ["first_name": "Maria"])
  }

  @Test func findsTheWordsThatThereAre() throws {
    try registerSome()
    let models = try open()
    try models.catchUp(with: log)
    #expect(try found("ada", models) == "[[1],[1],[1]]")
    #expect(try found("mar*", models) == "[[3],[3],[3]]")
    #expect(try found("zo*", models) == "[[],[],[]]")
  }

  /// Bit by bit the words come to lie in the file in another way than at a stroke, and mean the same.
  @Test(arguments: SeededRandom.seeds) func isTheSameBitByBit(seed: UInt64) throws {
    print("DAYBOOK_SEED=\(seed)")
    var world = World(seed: seed)
    let models = try open(Definition.builtIn + [Self.names])
    for _ in 0..<40 {
      try log.appendRandom(10, &world)
      try models.catchUp(with: log)
    }
    #expect(try models.verify(nil, against: log) == [])
    let before = try models.contents()
    try models.rebuild(nil, from: log)
    #expect(try models.contents() == before)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test(
    arguments: [
      // A word too many, a word too few, and a word of another row.
      ("name_words", "INSERT INTO name_words(rowid, name) VALUES (1, 'extra')"),
      ("name_words", "INSERT INTO name_words(name_words, rowid, name) VALUES('delete', 1, 'Ada')"),
      (
        "name_words",
        """
        INSERT INTO name_words(name_words, rowid, name) VALUES('delete', 1, 'Ada');
        INSERT INTO name_words(rowid, name) VALUES (2, 'Ada');
        """
      ),
      // The same words in another order.
      (
        "name_words",
        """
        INSERT INTO name_words(name_words, rowid, name) VALUES('delete', 4, 'one two');
        INSERT INTO name_words(rowid, name) VALUES (4, 'two one');
        """
      ),
      ("lean_words", "INSERT INTO lean_words(rowid, name) VALUES (7, 'ada')"),
      ("lean_words", "INSERT INTO lean_words(lean_words) VALUES('delete-all')"),
      ("kept_words", "UPDATE kept_words SET name = 'other' WHERE rowid = 1"),
      ("kept_words", "DELETE FROM kept_words"),
      // What has no words still counts.
      ("kept_words_content", "UPDATE kept_words SET n = 8 WHERE rowid = 1"),
      ("lean_words_data", "INSERT INTO lean_words(rowid, name) VALUES (9, '')"),
      ("name_words_config", "INSERT INTO name_words(name_words, rank) VALUES('pgsz', 512)"),
    ]
  )
  func verifyFindsTampering(table: String, tampering: String) throws {
    try registerSome()
    try log.register(4, ["first_name": "one two"])
    let models = try open()
    try models.catchUp(with: log)
    #expect(try models.verify(nil, against: log) == [])
    try models.connection.execute(tampering)
    #expect(try models.verify(nil, against: log).map(\.table) == [table])
    try models.rebuild(nil, from: log)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func verifyNamesTheWord() throws {
    try registerSome()
    let models = try open()
    try models.catchUp(with: log)
    try models.connection.execute("INSERT INTO name_words(rowid, name) VALUES (1, 'x extra')")
    let key: JSON = ["term": "extra", "doc": 1, "col": "name", "offset": 1]
    #expect(
      try models.verify(nil, against: log) == [
        Difference(
          projection: "names",
          table: "name_words",
          key: key,
          field: nil,
          live: [:],
          replayed: .null
        )
      ]
    )
  }

  /// Bytes of the index itself, which SQLite does not check.
  @Test(arguments: [("zzyzx", "zzyzy"), ("zzyzx", "\u{1}\u{1}\u{1}\u{1}\u{1}")])
  func verifyFindsChangedBytes(word: String, other: String) throws {
    try log.register(1, ["first_name": "ZZYZX"])
    try open().catchUp(with: log)
    let offset = try #require(fixture.offsets(of: word).first)
    try fixture.write(Array(other.utf8), to: fixture.path, at: offset)
    let models = try open()
    #expect(try models.verify(nil, against: log).map(\.table) == ["name_words"])
  }

  @Test func isMadeAnewWhenDamaged() throws {
    try log.register(1, ["first_name": "ZZYZX"])
    try open().catchUp(with: log)
    for offset in try fixture.offsets(of: "zzyzx") {
      // The header of the leaf that holds the word, so that its bounds are wrong.
      try fixture.write(Array(repeating: 0xFF, count: 6), to: fixture.path, at: offset - 6)
    }
    let models = try open()
    for work in [
      { _ = try models.verify(nil, against: log) },
      { _ = try models.rows("names/find", ["words": "zz*"]) },
    ] {
      let error = #expect(throws: ProjectionError.self) { try work() }
      #expect(error?.code == .damaged)
    }
    #expect(try models.snapshot(of: log) { try found("zz*", models) } == "[[1],[1],[1]]")
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func isCopiedAndDroppedWithItsReadModel() throws {
    try registerSome()
    let other = Definition(
      name: "others",
      texts: [
        "schema.sql": "CREATE VIRTUAL TABLE others USING fts5(name);",
        "on-customer-registered.sql": "INSERT INTO others(name) VALUES (:first_name);",
      ]
    )
    try open([Self.names]).catchUp(with: log)
    let models = try open([Self.names, other])
    try models.catchUp(with: log)
    #expect(try models.verify(nil, against: log) == [])
    #expect(try found("ada", models) == "[[1],[1],[1]]")
    #expect(try models.connection.integer("SELECT count(*) FROM others('ada')") == 2)
    let last = try open([other])
    try last.catchUp(with: log)
    try last.rebuild([], from: log)
    #expect(
      try last.connection.text(
        "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema ORDER BY name)"
      ) == "others others_config others_content others_data others_docsize others_idx projections"
    )
    #expect(try last.verify(nil, against: log) == [])
  }

  @Test func countsRowsAndNotTheirWords() throws {
    try registerSome()
    let models = try open()
    try models.catchUp(with: log)
    // Three in the table and three in the index that keeps what it indexes.
    #expect(try models.state(log).map(\.rows) == [6])
  }

  @Test func isEmptiedBetweenReplays() throws {
    try registerSome()
    let models = try ReadModels.temporary(definitions: [Self.names])
    for (tag, answer) in [
      ("customer:1", "[[1],[1],[1]]"), ("customer:3", "[[],[],[]]"),
      ("customer:1", "[[1],[1],[1]]"),
    ] {
      try models.replay(log, through: 5, tags: [tag], occurredUntil: nil)
      #expect(try found("ada", models) == answer)
    }
    try models.replay(log, through: 3, tags: nil, occurredUntil: nil)
    #expect(try found("ada", models) == "[[1,3],[1,3],[1,3]]")
  }

  /// The index is opened again when somebody else has published; that is not the reaction's doing.
  @Test func goesOnAfterAnotherPublished() throws {
    let models = try open()
    try log.append("MoonRose", [:])
    try models.catchUp(with: log)
    try open().rebuild(nil, from: log)
    try log.register(1, ["first_name": "Ada"])
    try models.catchUp(with: log)
    try open().rebuild(nil, from: log)
    try log.edit(1, ["first_name": "Grace"])
    try models.catchUp(with: log)
    #expect(try found("grace", models) == "[[1],[1],[1]]")
    #expect(try models.verify(nil, against: log) == [])
  }
}
