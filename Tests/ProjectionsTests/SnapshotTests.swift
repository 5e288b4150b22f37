import Model
import Projections
import SQLite
import Testing

/// Reading while others publish what they began to rebuild earlier.
@Suite struct SnapshotTests {
  private let fixture: Fixture
  private let log: FakeLog
  private let models: ReadModels
  /// The read models as they were two events ago.
  private let older: Connection
  private let publisher: Connection

  private static let counts = Definition(
    name: "counts",
    texts: [
      "schema.sql": "CREATE TABLE counts(n INTEGER PRIMARY KEY);",
      "on-customer-registered.sql": "INSERT INTO counts VALUES (:position);",
      "total.sql": "SELECT COALESCE(sum(n), 0) FROM counts",
    ]
  )

  init() throws {
    fixture = try Fixture()
    log = try FakeLog()
    for customer in Int64(1)...2 { try log.register(customer) }
    models = try ReadModels(path: fixture.path, definitions: [Self.counts])
    try models.catchUp(with: log)
    older = try Connection.inMemory()
    try models.connection.backup(to: older)
    for customer in Int64(3)...4 { try log.register(customer) }
    try models.catchUp(with: log)
    publisher = try Connection(path: fixture.path, access: .readWrite)
  }

  @Test func isNoOlderThanTheLog() throws {
    // The first time, what is there has just been found to be current.
    var publications = 0
    log.onLook = {
      guard publications < 2 else { return }
      publications += 1
      try older.backup(to: publisher)
    }
    let total = try models.snapshot(of: log) { try models.value("counts/total") }
    #expect(total == 10)
    #expect(publications == 2)
  }

  /// Another log may have its read models in the same file, and another version of the program too.
  @Test(arguments: [
    "UPDATE projections SET leaf = zeroblob(32)", "UPDATE projections SET version = 'x'",
  ])
  func isOfThisLogAndVersion(change: String) throws {
    var changes = 0
    log.onLook = {
      guard changes < 2 else { return }
      changes += 1
      try publisher.execute("UPDATE counts SET n = n + 10; \(change)")
    }
    let total = try models.snapshot(of: log) { try models.value("counts/total") }
    #expect(total == 10)
    #expect(changes == 2)
  }

  @Test func isOneState() throws {
    let totals = try models.snapshot(of: log) {
      let first = try models.value("counts/total")
      try older.backup(to: publisher)
      return [first, try models.value("counts/total")]
    }
    #expect(totals == [10, 10])
    #expect(try models.value("counts/total") == 3)
  }
}
