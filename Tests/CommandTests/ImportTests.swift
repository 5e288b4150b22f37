import Foundation
import Model
import Testing

/// Exports that the program's own rules refuse, and what is left behind.
@Suite struct ImportTests {
  private let world: World

  init() throws {
    world = try World()
    world.run("init", "--origin", "test.example/log")
    world.run("customer", "register", "ada@example.com", "--first-name", "Ada", "--actor", "web")
    world.run("customer", "disable", "1", "--actor", "web")
  }

  /// Changes an export and gives it the size and root that fit, as a forger would.
  private func forged(_ change: (inout JSONObject) -> Void) throws -> String {
    let lines = world.run("export").lines
    var entry = try JSON(parsing: lines[2])["entry"].object ?? [:]
    change(&entry)
    let first = try JSON(parsing: lines[1])["entry"].canonicalText
    let second = JSON.object(entry).canonicalText
    let leaves = [first, second].map { SHA256.hash([0] + Array($0.utf8)).bytes }
    let header: JSON = [
      "daybook": 1, "origin": "test.example/log", "size": 2,
      "root": .string(SHA256.hash([1] + leaves[0] + leaves[1]).base64),
    ]
    return header.canonicalText + "\n" + lines[1] + "\n"
      + "{\"entry\":\(second),\"personal\":null,\"salt\":null}\n"
  }

  private func run(_ text: String) -> World.Result {
    world.run("import", "-", "--ledger", world.path("copy.db"), "--json", input: text)
  }

  @Test func whatNoCommandAppendsIsRefused() throws {
    let forgeries: [(String, (inout JSONObject) -> Void)] = [
      ("its actor cannot stand in a log", { $0["actor"] = "ada@example.com" }),
      ("its command_id cannot stand in a log", { $0["command_id"] = "a@b" }),
      ("its correlation_id cannot stand in a log", { $0["correlation_id"] = "a@b" }),
      ("the field customer should be an integer", { $0["data"] = [:] }),
      (
        "its data hold what the contract of CustomerDisabled does not know",
        { $0["data"] = ["customer": 1, "secret": "Ada"] }
      ),
    ]
    for (sentence, change) in forgeries {
      let result = run(try forged(change))
      #expect(result.error == "import_invalid")
      #expect(result.status == 1)
      #expect(result.errors.contains(sentence), "\(result.errors)")
      #expect(result.errors.contains("\"line\":3"))
    }
    #expect(!FileManager.default.fileExists(atPath: world.path("copy.db")))
    #expect(run(try forged { $0["actor"] = "support" }).status == 0)
  }

  @Test func aLineTooLongIsRefused() throws {
    let header = world.run("export").lines[0]
    let result = run(header + "\n" + String(repeating: "x", count: 65 << 20))
    #expect(result.errors.contains("Line 2: the line is longer than 64 MiB."))
    #expect(result.status == 1)
  }

  @Test func nothingIsLeftBehind() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    let lines = world.run("export").lines
    #expect(run(lines[0] + "\n" + lines[2]).status == 1)
    #expect(run("").status == 1)
    #expect(run(lines.joined(separator: "\r\n")).status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder.path) == before)
    // A last line without an end is whole.
    #expect(run(lines.joined(separator: "\n")).status == 0)
  }

  /// Read models of a ledger that stood there before are made anew.
  @Test func oldReadModelsAreMadeAnew() throws {
    world.run("customer", "list")
    let export = world.run("export").output
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
      try? FileManager.default.removeItem(atPath: world.path(name))
    }
    world.run("init")
    world.run("customer", "record-guest", "eve@example.com")
    world.run("customer", "list")
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
      try? FileManager.default.removeItem(atPath: world.path(name))
    }
    #expect(world.run("import", "-", input: export).status == 0)
    #expect(
      world.run("customer", "list", "--json").json?["customers"][0]["email"] == "ada@example.com"
    )
    #expect(world.run("projection", "verify").status == 0)
    #expect(world.run("export").output == export)
  }

  @Test func aBackupIsOneFile() throws {
    #expect(world.run("backup", world.path("copy.db")).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    #expect(names.filter { $0.hasPrefix("copy") } == ["copy.db"])
  }

  @Test func anExportThatCannotBeMadeIsAnError() throws {
    let result = world.run("export", "/proc/export.jsonl", "--json")
    #expect(result.status == 4)
    #expect(result.error == "storage_failed")
  }

  @Test func damageIsNotExported() throws {
    try world.tamper("DELETE FROM personal")
    let result = world.run("export", world.path("export.jsonl"), "--json")
    #expect(result.status == 4)
    #expect(result.error == "ledger_damaged")
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: world.folder.path).contains {
        $0.hasPrefix("export")
      }
    )
  }
}
