import Foundation
import Model
import Projections
import SQLite
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct RebuildTests {
  private let fixture: Fixture
  private let log: FakeLog

  init() throws {
    fixture = try Fixture()
    log = try FakeLog()
    for customer in Int64(1)...3 { try log.register(customer) }
  }

  private func definition(
    _ name: String = "counts",
    reaction: String? = nil
  ) -> Definition {
    Definition(
      name: name,
      texts: [
        "schema.sql": """
        CREATE TABLE \(name)(n INTEGER PRIMARY KEY);
        CREATE INDEX \(name)_n ON \(name)(n);
        """,
        "on-customer-registered.sql": reaction ?? "INSERT INTO \(name) VALUES (:position);",
        "total.sql": "SELECT COALESCE(sum(n), 0) FROM \(name)",
      ]
    )
  }

  private func open(_ definitions: [Definition]) throws -> ReadModels {
    try ReadModels(path: fixture.path, definitions: definitions)
  }

  @Test func rebuildsWhatIsDefinedOtherwise() throws {
    let others = definition("others", reaction: "INSERT INTO others VALUES (:customer);")
    var models = try open([definition(), others])
    try models.catchUp(with: log)
    #expect(try models.value("counts/total") == 6)
    try models.connection.execute("UPDATE others SET n = 70 WHERE n = 3")
    models = try open([definition(reaction: "INSERT INTO counts VALUES (:position * 10);"), others])
    try models.catchUp(with: log)
    #expect(try models.value("counts/total") == 60)
    // The one that did not change was copied as it was.
    #expect(try models.value("others/total") == 73)
    #expect(try models.connection.integer("SELECT count(*) FROM counts INDEXED BY counts_n") == 3)
  }

  @Test func takesInNewOnesAndDropsOldOnes() throws {
    var models = try open([definition("old")])
    try models.catchUp(with: log)
    let failing = definition("new", reaction: "INSERT INTO new VALUES (1);")
    models = try open([definition("old"), failing])
    #expect(throws: ProjectionError.self) { try models.catchUp(with: log) }
    models = try open([definition("new")])
    try models.catchUp(with: log)
    try models.rebuild([], from: log)
    #expect(try models.value("new/total") == 6)
    #expect(
      try models.connection.text(
        "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'"
      )
        == "projections,new"
    )
    #expect(try models.connection.text("SELECT group_concat(name) FROM projections") == "new")
  }

  @Test func rebuildsWhenTheLedgerIsAnother() throws {
    let models = try open(Definition.builtIn)
    try models.catchUp(with: log)
    let another = try FakeLog()
    for customer in Int64(1)...4 { try another.recordGuest(customer, email: "x@example.com") }
    try models.catchUp(with: another)
    #expect(try models.value("customers/count", ["registered": "no"]) == 4)
    let shorter = try FakeLog()
    try models.catchUp(with: shorter)
    #expect(try models.value("customers/count") == 0)
    #expect(try models.state(shorter).allSatisfy { $0.behind == 0 })
  }

  @Test func leavesTheLiveModelAloneWhenAReactionFails() throws {
    let models = try open([definition()])
    try models.catchUp(with: log)
    let before = try models.contents()
    let failing = try open([
      definition(reaction: "INSERT INTO counts VALUES (iif(:position = 3, NULL, 'x'));")
    ])
    let error = #expect(throws: ProjectionError.self) { try failing.rebuild(nil, from: log) }
    #expect(error?.code == .reactionFailed)
    #expect(error?.message.contains("counts/on-customer-registered.sql") == true)
    #expect(error?.message.contains("event 1") == true)
    #expect(try models.contents() == before)
    #expect(fixture.files.allSatisfy { !$0.contains("rebuild") })
  }

  @Test func takesBackAFailedCatchUp() throws {
    let models = try open([definition(reaction: "INSERT INTO counts VALUES (:customer);")])
    try models.catchUp(with: log)
    let before = try models.contents()
    try log.register(4)
    try log.register(4)
    let error = #expect(throws: ProjectionError.self) { try models.catchUp(with: log) }
    #expect(error?.message.contains("event 5") == true)
    #expect(try models.contents() == before)
    #expect(try models.state(log).map(\.behind) == [2])
  }

  @Test func leavesReadersTheirSnapshot() throws {
    let models = try open(Definition.builtIn)
    try models.catchUp(with: log)
    let reader = try Connection(path: fixture.path, access: .readOnly)
    try reader.reading {
      #expect(try reader.integer("SELECT count(*) FROM customers") == 3)
      try log.register(4)
      try models.rebuild(nil, from: log)
      #expect(try models.value("customers/count") == 4)
      #expect(try reader.integer("SELECT count(*) FROM customers") == 3)
    }
    #expect(try reader.integer("SELECT count(*) FROM customers") == 4)
  }

  @Test func takesInWhatIsAppendedMeanwhile() throws {
    let models = try open(Definition.builtIn)
    var isAppended = false
    log.afterEvent = { [log] position in
      guard position == 2, !isAppended else { return }
      isAppended = true
      try log.register(4)
    }
    try models.rebuild(nil, from: log)
    #expect(try models.value("customers/count") == 4)
    #expect(try models.state(log).allSatisfy { $0.behind == 0 })
  }

  @Test func tellsItsProgress() throws {
    for customer in Int64(4)...10_000 { try log.register(customer) }
    let models = try open([definition()])
    var told: [(done: Int64, total: Int64)] = []
    try models.rebuild(nil, from: log) { told.append((done: $0, total: $1)) }
    #expect(told.map(\.done) == [4096, 8192, 10_000])
    #expect(told.allSatisfy { $0.total == 10_000 })
  }

  /// How often this thread has written to files; nil where the system does not tell.
  private var writes: Int64? {
    let text = try? String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasPrefix("syscw: ") }
    return line.flatMap { Int64($0.dropFirst("syscw: ".count)) }
  }

  @Test func writesFewTimes() throws {
    for customer in Int64(4)...300 { try log.register(customer) }
    let wide = Definition(
      name: "wide",
      texts: [
        "schema.sql": "CREATE TABLE wide(n INTEGER PRIMARY KEY, text TEXT);",
        "on-customer-registered.sql": "INSERT INTO wide VALUES (:position, hex(zeroblob(10000)));",
      ]
    )
    let models = try open([wide])
    guard let before = writes else { return }
    try models.rebuild(nil, from: log)
    let count = try #require(writes) - before
    let pages = try #require(try models.connection.integer("PRAGMA page_count"))
    #expect(pages > 300)
    // Once each where it is built, and once where it is read; in between, in the write-ahead log, several at
    // a time.
    #expect(count < pages * 5 / 2)
  }

  @Test func endsWellWhenDoneTwiceAtOnce() async throws {
    let path = fixture.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let log = try FakeLog()
          var world = World(seed: 1)
          try log.appendRandom(300, &world)
          let models = try ReadModels(path: path)
          for _ in 0..<5 {
            try models.rebuild(nil, from: log)
            #expect(try models.value("customers/count").integer == world.customers)
          }
          #expect(try models.verify(nil, against: log) == [])
        }
      }
      try await group.waitForAll()
    }
    #expect(fixture.files.allSatisfy { !$0.contains("rebuild") })
  }

  @Test func leavesTheOldModelWhenKilled() async throws {
    let models = try open(Definition.builtIn)
    try models.catchUp(with: log)
    let path = fixture.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let log = try FakeLog()
      for customer in Int64(1)...100 { try log.register(customer) }
      log.afterEvent = { position in
        if position == 90 { kill(getpid(), SIGKILL) }
      }
      try ReadModels(path: path).rebuild(nil, from: log)
    }
    #expect(try models.value("customers/count") == 3)
    #expect(fixture.files.allSatisfy { !$0.contains("rebuild") })
    try models.rebuild(nil, from: log)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func removesWhatDeadProcessesLeft() throws {
    // No process has this number: it is beyond the greatest that there can be.
    let dead = fixture.path + ".rebuild-2000000000-0"
    // That of this process may be one of an earlier container's.
    let own = fixture.path + ".rebuild-\(getpid())-0"
    let held = fixture.path + ".rebuild-\(getpid())-1"
    let alive = fixture.path + ".rebuild-\(getppid())-0"
    for path in [dead, own, held, alive] { try fixture.write([1], to: path) }
    let handle = try #require(FileHandle(forReadingAtPath: held))
    #expect(flock(handle.fileDescriptor, LOCK_EX) == 0)
    let models = try open(Definition.builtIn)
    try models.catchUp(with: log)
    for path in [dead, own] { #expect(access(path, F_OK) != 0) }
    for path in [held, alive] { #expect(access(path, F_OK) == 0) }
    try handle.close()
  }

  @Test func takesNoLockWhenNothingIsNew() throws {
    let models = try open(Definition.builtIn)
    try models.catchUp(with: log)
    models.busyTimeoutMilliseconds = 0
    let writer = try Connection(path: fixture.path, access: .readWrite)
    try writer.immediate {
      try models.catchUp(with: log)
      try log.register(4)
      let error = #expect(throws: SQLiteError.self) { try models.catchUp(with: log) }
      #expect(error?.isBusy == true)
    }
    try models.catchUp(with: log)
    #expect(try models.value("customers/count") == 4)
  }
}
