import Foundation
import SQLite
import Testing

/// Which files are opened, and how.
struct OpeningTests {
  @Test func readOnlyRefusesWrites() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    let writer = try Connection(path: path, access: .create)
    try writer.run("CREATE TABLE t (a)")
    #expect(!writer.isReadOnly)
    let reader = try Connection(path: path, access: .readOnly)
    #expect(reader.isReadOnly)
    let error = #expect(throws: SQLiteError.self) { try reader.run("INSERT INTO t VALUES (1)") }
    #expect(error?.isReadOnly == true)
    #expect(try reader.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func missingFile() throws {
    let folder = try TemporaryFolder()
    for access in [Connection.Access.readOnly, .readWrite] {
      let error = #expect(throws: SQLiteError.self) {
        try Connection(path: folder.file("missing.db"), access: access)
      }
      #expect(error?.cannotOpen == true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func symbolicLinkIsRefused() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    _ = try Connection(path: folder.file("real.db"), access: .create)
    try manager.createSymbolicLink(
      atPath: folder.file("link.db"),
      withDestinationPath: folder.file("real.db")
    )
    try manager.createSymbolicLink(
      atPath: folder.file("dangling.db"),
      withDestinationPath: folder.file("elsewhere.db")
    )
    for name in ["link.db", "dangling.db"] {
      let error = #expect(throws: SQLiteError.self) {
        try Connection(path: folder.file(name), access: .create)
      }
      #expect(error?.cannotOpen == true)
      #expect(error?.message.hasSuffix("it is a symbolic link") == true)
      let connection = try Connection.inMemory()
      #expect(throws: SQLiteError.self) {
        try connection.attach(path: folder.file(name), as: "other", readOnly: true)
      }
    }
    #expect(!manager.fileExists(atPath: folder.file("elsewhere.db")))
  }

  @Test func linkedFolderIsFollowed() throws {
    let folder = try TemporaryFolder()
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: folder.file("real"),
      withIntermediateDirectories: false
    )
    try manager.createSymbolicLink(
      atPath: folder.file("link"),
      withDestinationPath: folder.file("real")
    )
    let connection = try Connection(path: folder.file("link/a.db"), access: .create)
    try connection.run("CREATE TABLE t (a)")
    #expect(manager.fileExists(atPath: folder.file("real/a.db")))
  }

  @Test func notAFile() throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    for path in [
      "", ".", "..", "/", "/tmp/..", folder.path, folder.path + "/", folder.file("pipe"),
      folder.file("no/a.db"), folder.file("a.db\u{0}"),
    ] {
      let error = #expect(throws: SQLiteError.self) { try Connection(path: path, access: .create) }
      #expect(error?.cannotOpen == true, "\(path)")
    }
    try Data("this is no database, but it is long enough to look at".utf8)
      .write(to: URL(filePath: folder.file("text")))
    let text = try Connection(path: folder.file("text"), access: .readWrite)
    let error = #expect(throws: SQLiteError.self) { try text.run("SELECT * FROM sqlite_schema") }
    #expect(error?.isCorrupt == true)
  }

  @Test(arguments: [
    "a b?mode=memory#x&y%41.db", ":memory:", "file:a.db?mode=memory", "ö'\"🙂.db", "a\nb.db",
  ])
  func namesAreTakenLiterally(_ name: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.file(name)
    try Connection(path: path, access: .create).execute("CREATE TABLE t (a)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
    let connection = try Connection.inMemory()
    try connection.attach(path: path, as: "the other", readOnly: true)
    #expect(try connection.integer("SELECT count(*) FROM \"the other\".t") == 0)
    let error = #expect(throws: SQLiteError.self) {
      try connection.run("INSERT INTO \"the other\".t VALUES (1)")
    }
    #expect(error?.isReadOnly == true)
  }

  @Test func attachForWriting() throws {
    let folder = try TemporaryFolder()
    let connection = try Connection(path: folder.file("a.db"), access: .create)
    try connection.attach(path: folder.file("b.db"), as: "b", readOnly: false)
    try connection.execute("CREATE TABLE b.t (a); INSERT INTO b.t VALUES (7)")
    let strict = try Connection(path: folder.file("a.db"), access: .readWrite)
    #expect(throws: SQLiteError.self) {
      try strict.attach(path: folder.file("c.db"), as: "c", readOnly: false)
    }
    try strict.attach(path: folder.file("b.db"), as: "b", readOnly: false)
    #expect(try strict.integer("SELECT a FROM b.t") == 7)
  }
}
