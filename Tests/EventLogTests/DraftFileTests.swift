import EventLog
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that get their name when all of them is there, and what is left of those that never did.
struct DraftFileTests {
  /// The number of a process that has ended.
  private func deadProcess() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  @Test func isThereWhenItIsPublished() throws {
    let folder = try TemporaryFolder()
    let draft = try DraftFile(of: folder.file("file"), isDatabase: true)
    #expect(try folder.names() == [draft.path.split(separator: "/").last.map(String.init)])
    #expect(try permissions(draft.path) == 0o600)
    try Data("all of it".utf8).write(to: URL(filePath: draft.path))
    try draft.publish()
    #expect(try folder.names() == ["file"])
    #expect(try String(contentsOfFile: folder.file("file"), encoding: .utf8) == "all of it")
  }

  @Test func isGoneWhenItIsNot() throws {
    let folder = try TemporaryFolder()
    do {
      let draft = try DraftFile(of: folder.file("file"), isDatabase: true)
      for suffix in ["-wal", "-journal"] {
        try Data().write(to: URL(filePath: draft.path + suffix))
      }
      #expect(try folder.names().count == 3)
    }
    #expect(try folder.names() == [])
  }

  @Test func oneInTheWayIsNotOverwritten() throws {
    let folder = try TemporaryFolder()
    let draft = try DraftFile(of: folder.file("file"), isDatabase: true)
    try Data("first".utf8).write(to: URL(filePath: folder.file("file")))
    let late = #expect(throws: LogError.self) { try draft.publish() }
    #expect(late?.code == .exists)
    let early = #expect(throws: LogError.self) {
      _ = try DraftFile(of: folder.file("file"), isDatabase: true)
    }
    #expect(early?.code == .exists)
    #expect(try String(contentsOfFile: folder.file("file"), encoding: .utf8) == "first")
  }

  /// SQLite would take it for a part of the new database, whatever that is.
  @Test(arguments: ["-wal", "-journal"])
  func whatIsLeftOfAnotherDatabaseIsNotMixedIn(suffix: String) throws {
    let folder = try TemporaryFolder()
    let beside = URL(filePath: folder.file("file" + suffix))
    try Data().write(to: beside)
    let draft = try DraftFile(of: folder.file("file"), isDatabase: true)
    try Data("old".utf8).write(to: beside)
    let late = #expect(throws: LogError.self) { try draft.publish() }
    #expect(late?.code == .exists)
    let early = #expect(throws: LogError.self) {
      _ = try DraftFile(of: folder.file("file"), isDatabase: true)
    }
    #expect(early?.code == .exists)
    #expect(try String(contentsOf: beside, encoding: .utf8) == "old")
    try DraftFile(of: folder.file("file"), isDatabase: false).publish()
  }

  /// Swapping the folder's entry for a link does not lead the writer elsewhere.
  @Test func aLinkInTheWayIsNotFollowed() throws {
    let folder = try TemporaryFolder()
    let draft = try DraftFile(of: folder.file("file"), isDatabase: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("file"),
      withDestinationPath: folder.file("elsewhere")
    )
    let error = #expect(throws: LogError.self) { try draft.publish() }
    #expect(error?.code == .exists)
    #expect(!FileManager.default.fileExists(atPath: folder.file("elsewhere")))
  }

  /// Nor does exchanging the draft for a link, or for somebody else's file.
  @Test func aDraftThatWasExchangedIsNotPublished() throws {
    for isLink in [true, false] {
      let folder = try TemporaryFolder()
      let draft = try DraftFile(of: folder.file("file"), isDatabase: true)
      try FileManager.default.removeItem(atPath: draft.path)
      try Data("precious".utf8).write(to: URL(filePath: folder.file("elsewhere")))
      if isLink {
        symlink(folder.file("elsewhere"), draft.path)
      } else {
        try Data("forged".utf8).write(to: URL(filePath: draft.path))
      }
      let error = #expect(throws: LogError.self) { try draft.publish() }
      #expect(error?.code == .unreachable)
      #expect(error?.message.hasSuffix("its draft was exchanged.") == true)
      #expect(!FileManager.default.fileExists(atPath: folder.file("file")))
      let kept = try String(contentsOfFile: folder.file("elsewhere"), encoding: .utf8)
      #expect(kept == "precious")
    }
  }

  @Test func whatADeadProcessLeftGoesWithTheNext() throws {
    let folder = try TemporaryFolder()
    let dead = try deadProcess()
    let left = [
      "export.daybook-new-\(dead)-abcdefgh_-12", "other.db.daybook-new-\(dead)-ABCDEFGH0123",
    ]
    let beside = left.flatMap { [$0 + "-wal", $0 + "-journal", $0 + ".rebuild-\(dead)-0"] }
    let orphan = "gone.daybook-new-\(dead)-abcdefghijkl-shm"
    for name in left + beside + [orphan] { try Data().write(to: URL(filePath: folder.file(name))) }
    let draft = try DraftFile(of: folder.file("file"), isDatabase: true)
    try draft.publish()
    #expect(try folder.names() == ["file"])
  }

  @Test func othersFilesStay() throws {
    let folder = try TemporaryFolder()
    let dead = try deadProcess()
    let names = [
      "export.daybook-new-1-abcdefghijkl", "export.daybook-new-\(dead)-abc",
      "export.daybook-new--abcdefghijkl",
      "export.daybook-new-\(dead)-abcdefghijklm", "export.daybook-new-\(dead)-abcdefghijk!",
      "notes.new-\(dead)-abcdefghijkl",
      "export.daybook-new-99999999999-abcdefghijkl", "export.daybook-new-1-abcdefghijkl-wal",
      ".daybook-new-", "ledger.db",
    ]
    for name in names { try Data().write(to: URL(filePath: folder.file(name))) }
    let target = "of.daybook-new-\(dead)-abcdefghijkl"
    try FileManager.default.createSymbolicLink(
      atPath: folder.file(target),
      withDestinationPath: folder.file("ledger.db")
    )
    DraftFile.removeLeftOvers(in: folder.path)
    #expect(try folder.names() == (names + [target]).sorted())
  }

  /// All programs of containers may be process 1, so that the lock has to tell.
  @Test func onesOwnAreHeldByTheirLock() throws {
    let folder = try TemporaryFolder()
    let left = "left.daybook-new-\(getpid())-abcdefghijkl"
    try Data().write(to: URL(filePath: folder.file(left)))
    let first = try DraftFile(of: folder.file("first"), isDatabase: true)
    #expect(try folder.names().count == 1)
    let second = try DraftFile(of: folder.file("second"), isDatabase: true)
    try first.publish()
    try second.publish()
    #expect(try folder.names() == ["first", "second"])
  }

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
