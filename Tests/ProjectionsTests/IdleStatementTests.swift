import Model
import Projections
import SQLite
import Testing

/// A statement that changed nothing is left out only as long as it would change nothing again.
@Suite struct IdleStatementTests {
  let fixture: Fixture
  let log: FakeLog

  /// Keeps the sites that are open; each event says so anew.
  private static let open = Definition(
    name: "open",
    texts: [
      "schema.sql": """
      CREATE TABLE open_sites(site TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
      CREATE TABLE closings(site TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
      """,
      "on-opened.sql": """
      INSERT OR IGNORE INTO open_sites(site) VALUES (:site);
      DELETE FROM closings WHERE site = :site;
      """,
      "on-closed.sql": """
      DELETE FROM open_sites WHERE site = :site;
      INSERT OR IGNORE INTO closings(site) VALUES (:site);
      """,
      "on-failed.sql": """
      DELETE FROM open_sites;
      INSERT INTO open_sites(site) VALUES (:site);
      """,
    ]
  )

  init() throws {
    fixture = try Fixture()
    log = try FakeLog()
  }

  private func models() throws -> ReadModels {
    try ReadModels(path: fixture.path, definitions: [Self.open])
  }

  private func sites(_ models: ReadModels) throws -> String? {
    try models.connection.text(
      """
      SELECT (SELECT group_concat(site) FROM open_sites) || ' ' ||
        COALESCE((SELECT group_concat(site) FROM closings), '')
      """
    )
  }

  private func note(_ type: String, _ site: String?...) throws {
    for site in site { try log.append(type, site.map { ["site": .string($0)] } ?? [:]) }
  }

  @Test func runsAgainWithOtherValues() throws {
    try note("Opened", "a", "a", "b", "b", nil, nil, "", "", "ab", "a")
    let models = try models()
    try models.catchUp(with: log)
    #expect(try sites(models) == ",a,ab,b ")
  }

  @Test func runsAgainWhenItsReadModelHasChanged() throws {
    try note("Opened", "a", "a", "a")
    try note("Closed", "a", "a")
    try note("Opened", "a", "a", "b")
    try note("Closed", "b")
    let models = try models()
    try models.catchUp(with: log)
    #expect(try sites(models) == "a b")
    try note("Opened", "b")
    try models.catchUp(with: log)
    #expect(try sites(models) == "a,b ")
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func runsAgainWhereEachTryTakesANumber() throws {
    let names = Definition(
      name: "names",
      texts: [
        "schema.sql": """
        CREATE TABLE names(number INTEGER PRIMARY KEY AUTOINCREMENT, site TEXT UNIQUE) STRICT;
        """,
        "on-opened.sql": "INSERT OR IGNORE INTO names(site) VALUES (:site);",
      ]
    )
    let models = try ReadModels(path: fixture.path, definitions: [names])
    for site in ["a", "a", "a", "b"] {
      try note("Opened", site)
      try models.catchUp(with: log)
    }
    #expect(try models.connection.integer("SELECT number FROM names WHERE site = 'b'") == 4)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func runsAgainWhenSomebodyElseHasChangedIt() throws {
    let (models, others) = (try models(), try models())
    try note("Opened", "a", "a")
    try models.catchUp(with: log)
    try note("Opened", "b")
    try note("Closed", "a")
    try others.catchUp(with: log)
    try note("Opened", "a")
    try models.catchUp(with: log)
    #expect(try sites(models) == "a,b ")
  }

  @Test func runsAgainWhenChangesWereTakenBack() throws {
    let models = try models()
    try note("Opened", "a", "a")
    try models.catchUp(with: log)
    // Within one transaction a site closes, opens and is found open; then all of that is undone.
    try note("Closed", "a", "a")
    try note("Failed", nil)
    #expect(throws: ProjectionError.self) { try models.catchUp(with: log) }
    #expect(try sites(models) == "a ")
    try log.connection.execute("UPDATE events SET type = 'Opened' WHERE position > 3")
    try models.catchUp(with: log)
    #expect(try sites(models) == "a ")
    #expect(try models.verify(nil, against: log) == [])
  }
}
