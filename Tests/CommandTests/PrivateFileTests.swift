import Daybook
import EventLog
import Foundation
import Testing

@testable import DaybookCommand

/// Files belong to their owner alone, and nobody leads the program to write into another one.
@Suite struct PrivateFileTests {
  /// The rights of each file in a folder that are not those of its owner alone.
  private func open(_ world: World) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: world.folder.path).filter { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: world.path(name))
      return attributes[.posixPermissions] as? Int != 0o600
    }
  }

  @Test func sideFilesAreTheirOwnersToo() throws {
    let world = try World()
    let ledger = try OpenLedger.create(path: world.path("ledger.db"), origin: "example.com/private")
    world.run("customer", "register", "ada@example.com")
    _ = try ledger.currentModels()
    let names = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    for name in ["ledger.db", "ledger.projections.db"] {
      for suffix in ["", "-wal", "-shm"] { #expect(names.contains(name + suffix)) }
    }
    #expect(try open(world).isEmpty)
  }

  @Test(arguments: [
    ["init"], ["apply", "--create"], ["csv", "-", "--create"], ["demo"],
  ])
  func aLedgerIsItsOwnersHoweverItIsMade(_ arguments: [String]) throws {
    let world = try World()
    let ledger = ["--ledger", world.path("ledger.db")]
    let input = TextInput("email\nada@example.com\n")
    let result = world.run(arguments + ledger, input: input)
    #expect(result.status < 2, "\(result.errors)")
    #expect(FileManager.default.fileExists(atPath: world.path("ledger.db")))
    #expect(try open(world).isEmpty)
  }

  /// A link that stands where a side file is going to be made.
  @Test(arguments: ["ledger.db", "ledger.projections.db"], ["-wal", "-shm"])
  func linksInPlaceOfSideFilesAreNotFollowed(_ name: String, _ suffix: String) throws {
    let world = try World()
    symlink(world.path("elsewhere"), world.path(name + suffix))
    let made = world.run("init")
    let asked = world.run("customer", "list", "--json")
    #expect(made.status == 4 || asked.status == 4, "\(made.errors) \(asked.errors)")
    #expect(!FileManager.default.fileExists(atPath: world.path("elsewhere")))
  }

  /// What is written goes into the file that was made, whatever stands at its path by then.
  @Test func aDraftThatIsExchangedForALinkIsNotFollowed() throws {
    let world = try World()
    try Data("precious".utf8).write(to: URL(filePath: world.path("elsewhere")))
    let file = try NewFile(world.path("export"))
    let names = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    let draft = try #require(names.first { $0 != "elsewhere" })
    try FileManager.default.removeItem(atPath: world.path(draft))
    symlink(world.path("elsewhere"), world.path(draft))
    try file.output.line("personal")
    #expect(throws: LogError.self) { try file.publish() }
    #expect(!FileManager.default.fileExists(atPath: world.path("export")))
    let kept = try String(contentsOfFile: world.path("elsewhere"), encoding: .utf8)
    #expect(kept == "precious")
  }
}
