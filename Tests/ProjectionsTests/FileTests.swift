import Dispatch
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

@Suite struct FileTests {
  private let fixture: Fixture
  private let log: FakeLog

  init() throws {
    fixture = try Fixture()
    log = try FakeLog()
    try log.register(1)
    try log.place(1, of: 1)
  }

  /// Fills the file and closes it.
  private func fill() throws {
    let models = try ReadModels(path: fixture.path)
    try models.catchUp(with: log)
    models.connection.close()
  }

  private func expectFresh() throws {
    let models = try ReadModels(path: fixture.path)
    try models.catchUp(with: log)
    #expect(try models.value("customers/count") == 1)
    #expect(try models.verify(nil, against: log) == [])
    #expect(try models.connection.integer("PRAGMA application_id") == 1_147_238_768)
    #expect(try models.connection.text("PRAGMA journal_mode") == "wal")
  }

  @Test func belongsToItsOwnerAlone() throws {
    umask(0o022)
    try fill()
    #expect(fixture.rights(of: fixture.path) == 0o600)
    try expectFresh()
  }

  @Test func keepsWhatItHasWhenReopened() throws {
    try fill()
    let models = try ReadModels(path: fixture.path)
    #expect(try models.value("customers/count") == 1)
    #expect(try models.state(log).allSatisfy { $0.behind == 0 })
  }

  @Test func isMadeAnewWhenDeleted() throws {
    try fill()
    unlink(fixture.path)
    try expectFresh()
  }

  @Test func isMadeAnewWhenItIsNoDatabase() throws {
    try fixture.write(Array("This is a letter and no database at all.".utf8), to: fixture.path)
    try expectFresh()
    #expect(fixture.rights(of: fixture.path) == 0o600)
  }

  @Test func isMadeAnewWhenItsHeaderIsOverwritten() throws {
    try fill()
    try fixture.write(Array(repeating: 0xFF, count: 100), to: fixture.path)
    try expectFresh()
  }

  @Test func isMadeAnewWhenItIsCutShort() throws {
    try fill()
    truncate(fixture.path, 5000)
    try expectFresh()
  }

  @Test func isMadeAnewWhenItIsEmpty() throws {
    try fill()
    truncate(fixture.path, 0)
    try expectFresh()
  }

  @Test func isMadeAnewWhenAPageIsDamaged() throws {
    try fill()
    for page in [1, 3, 5, 8] {
      try fixture.write(Array(repeating: 0x5A, count: 4096), to: fixture.path, at: page * 4096)
    }
    let models = try ReadModels(path: fixture.path)
    // The damage shows with the first query that meets it, and is mended by the next catch-up.
    for _ in 0..<2 {
      do {
        try models.catchUp(with: log)
        _ = try models.rows("customers/list", [:])
        _ = try models.rows("orders/show", ["order": 1])
      } catch let error as ProjectionError {
        #expect(error.code == .damaged)
      }
    }
    try models.catchUp(with: log)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test(arguments: [1024, 4096]) func replacesADatabaseOfSomethingElse(pageSize: Int) throws {
    let other = try Connection(path: fixture.path, access: .create)
    try other.execute(
      """
      PRAGMA page_size = \(pageSize);
      PRAGMA journal_mode = WAL;
      PRAGMA application_id = 7;
      CREATE TABLE orders(x);
      INSERT INTO orders VALUES ('old');
      """
    )
    try expectFresh()
    #expect(try other.integer("SELECT count(*) FROM orders") == 1)
    #expect(try other.integer("PRAGMA application_id") == 1_147_238_768)
  }

  @Test func isMadeAnewWhenItsBookkeepingIsGone() throws {
    try fill()
    let models = try ReadModels(path: fixture.path)
    try models.connection.execute("DROP TABLE projections")
    try models.catchUp(with: log)
    #expect(try models.verify(nil, against: log) == [])
  }

  @Test func reopensWhenAnotherFileStandsAtThePath() throws {
    let models = try ReadModels(path: fixture.path)
    try models.catchUp(with: log)
    for suffix in ["-wal", "-shm", ""] { unlink(fixture.path + suffix) }
    try fill()
    try log.register(2)
    try models.catchUp(with: log)
    #expect(try models.value("customers/count") == 2)
    let another = try ReadModels(path: fixture.path)
    #expect(try another.value("customers/count") == 2)
  }

  @Test func followsNoSymbolicLink() throws {
    let target = "\(fixture.folder)/target"
    try fixture.write(Array("precious".utf8), to: target)
    symlink(target, fixture.path)
    let error = #expect(throws: ProjectionError.self) { try ReadModels(path: fixture.path) }
    #expect(error?.code == .unreachable)
    #expect(error?.message.contains("symbolic link") == true)
  }

  @Test func saysWhenTheFolderIsMissing() throws {
    let error = #expect(throws: ProjectionError.self) {
      try ReadModels(path: "\(fixture.folder)/none/ledger.projections.db")
    }
    #expect(error?.code == .unreachable)
  }

  /// SQLite itself waits for nobody while it turns a new file into one with a write-ahead log.
  @Test func makesItHoweverManyMakeItAtOnce() throws {
    let path = fixture.path
    for round in 0..<40 {
      let group = DispatchGroup()
      for _ in 0..<8 {
        group.enter()
        Thread.detachNewThread {
          defer { group.leave() }
          do { _ = try ReadModels(path: "\(path)-\(round)") } catch { Issue.record(error) }
        }
      }
      group.wait()
    }
  }

  @Test func opensOnceHoweverManyOpenIt() async throws {
    let path = fixture.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let log = try FakeLog()
          for customer in Int64(1)...20 { try log.register(customer) }
          let models = try ReadModels(path: path)
          try models.catchUp(with: log)
          #expect(try models.value("customers/count") == 20)
        }
      }
      try await group.waitForAll()
    }
  }
}
