import Daybook
import Foundation
import Model
import SQLite
import Testing

import enum DaybookCommand.ExitStatus
@testable import DaybookCommand

/// The exit status of every error code: part of the program's interface.
@Suite struct StatusTests {
  @Test func refusalsAreRefused() {
    let expected: [Refusal.Code: ExitStatus] = [
      .fieldInvalid: .usage, .fieldMissing: .usage, .fieldUnknown: .usage, .notFound: .notFound,
      .projectionInvalid: .usage,
    ]
    for code in Refusal.Code.allCases {
      #expect(ExitStatus(code) == expected[code] ?? .refused, "\(code.rawValue)")
    }
  }

  @Test func errorsOfTheLedger() {
    let expected: [LedgerError.Code: ExitStatus] = [
      .busy: .busy, .ledgerExists: .refused, .purgePending: .busy,
    ]
    for code in LedgerError.Code.allCases {
      #expect(ExitStatus(code) == expected[code] ?? .unusable, "\(code.rawValue)")
    }
  }

  /// A rebuild would fail just the same there.
  @Test func whatStandsInTheWayOfReadModelsIsToBeMoved() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "a@b.example")
    symlink("elsewhere", world.path("ledger.projections.db"))
    let result = world.run("customer", "show", "1")
    #expect(result.status == 4)
    #expect(result.errors.contains("it is a symbolic link"))
    #expect(result.errors.contains("see to it that a file can be made and written at that path"))
  }

  /// A result would look as if the read models of the next run were other ones.
  @Test func nothingIsRebuiltBesideAnAuditorsCopy() throws {
    let world = try World()
    world.run("init")
    for file in ["ledger.db", ""] {
      chmod(world.path(file), file.isEmpty ? 0o500 : 0o400)
    }
    defer { chmod(world.path(""), 0o700) }
    // The superuser may write everywhere.
    guard access(world.path(""), W_OK) != 0 else { return }
    let result = world.run("projection", "rebuild", "--json")
    #expect(result.error == "read_only")
    #expect(result.status == 4)
    #expect(result.output.isEmpty)
    #expect(world.run("customer", "list").status == 0)
  }

  /// To rebuild read models of a damaged log would fail just the same.
  @Test(arguments: [
    "DROP TRIGGER events_are_never_changed; UPDATE events SET data = '{' WHERE position = 2",
    "UPDATE sequences SET last = 0 WHERE kind = 'customer'",
  ])
  func aDamagedLogIsTold(_ damage: String) throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "a@b.example")
    world.run("customer", "edit", "1", "--phone", "+45 1")
    try world.tamper(damage)
    world.run("customer", "register", "c@d.example")
    let result = world.run("customer", "list")
    #expect(result.status == 4)
    #expect(result.errors.hasPrefix("error[ledger_damaged]: "))
    #expect(result.errors.contains("hint: Run `daybook verify`"))
    #expect(!result.errors.contains("not affected"))
  }

  /// A script must not take a command for undone because somebody else's erasure is not through.
  @Test func aPurgeThatIsHeldUpFailsOnlyTheErasure() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "a@b.example")
    world.run("customer", "register", "c@d.example")
    world.run("customer", "list")
    let reader = try Connection(path: world.path("ledger.db"), access: .readOnly)
    try reader.execute("BEGIN")
    _ = try reader.integer("SELECT count(*) FROM events")
    let erasure = ["customer", "erase", "1", "--basis", "request", "--timeout", "0", "--json"]
    #expect(world.run(erasure).error == "purge_pending")
    // Who asks for it until that is done must not be told that it is.
    #expect(world.run(erasure).status == 5)
    let again = #"{"command":"customer.erase","customer":1,"basis":"request"}"#
    for options in [[], ["--atomic"]] {
      let lines = TextInput(again)
      #expect(world.run(["apply", "--timeout", "0"] + options, input: lines).status == 5)
    }
    #expect(world.run(erasure + ["--dry-run"]).status == 0)
    let edit = world.run("customer", "edit", "2", "--phone", "+45 1", "--timeout", "0")
    #expect(edit.status == 0)
    #expect(edit.errors.hasPrefix("warning: The erasure holds"))
    #expect(edit.errors.split(separator: "\n").count == 1)
    let line = #"{"command":"customer.edit","customer":2,"phone":"+45 2"}"#
    let applied = world.run("apply", "--timeout", "0", input: line)
    #expect(applied.status == 0)
    let another = ["customer", "erase", "2", "--basis", "request", "--timeout", "0", "--json"]
    #expect(world.run(another).status == 5)
    try reader.execute("COMMIT")
    reader.close()
    #expect(world.run("customer", "list").errors.isEmpty)
    #expect(world.run("verify", "--json").json?["problems"] == [])
  }

  /// The name that a ledger's read models have may be that of another ledger.
  @Test func noLedgerIsTakenForReadModels() throws {
    let world = try World()
    let other = world.path("ledger.projections.db")
    world.run("init", "--ledger", other)
    world.run("customer", "register", "a@b.example", "--ledger", other)
    world.run("init")
    let listed = world.run("customer", "list", "--json")
    #expect(listed.status == 4)
    #expect(listed.error == "storage_failed")
    #expect(listed.errors.contains("that is a ledger, which is left as it is"))
    #expect(world.run("projection", "rebuild").status == 4)
    #expect(world.run("customer", "register", "c@d.example").status == 0)
    #expect(world.run("customer", "list", "--json", "--ledger", other).json?["count"] == 1)
    #expect(world.run("verify", "--ledger", other).status == 0)
  }

  @Test func nothingIsMadeWhereReadModelsAreKept() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "a@b.example")
    let path = world.path("ledger.projections.db")
    for arguments in [
      ["backup", path], ["replay", "--into", path], ["export", path], ["init", "--ledger", path],
    ] {
      let result = world.run(arguments)
      #expect(result.status == 1)
      #expect(result.errors.contains("is where the read models of"), "\(result.errors)")
    }
    #expect(world.run("customer", "list", "--json").json?["count"] == 1)
    for arguments in [["backup", "-"], ["replay", "--into", "-"]] {
      #expect(world.run(arguments).status == 2)
    }
  }

  @Test func aFolderIsNoInput() throws {
    let world = try World()
    let result = world.run("apply", world.folder.path, "--create", "--json")
    #expect(result.error == "file_unreadable")
    #expect(world.run("verify").status == 4)
  }

  @Test func theFormOfErrorsIsThatWhichIsAskedFor() throws {
    let world = try World()
    world.run("init")
    for (options, isJSON) in [
      (["--json"], true), (["--json=yes"], true), (["--json=TRUE"], true),
      (["--json", "no"], false), (["--json=false"], false), ([], false),
    ] {
      for words in [["show", "99"], ["shw"], ["show", "--x"]] {
        let command = ["customer"] + words
        let errors = world.run(command + options).errors
        #expect(errors.hasPrefix("{\"error\":") == isJSON, "\(command) \(options)")
      }
    }
    for command in [["--help"], ["help"], ["customer", "shw"]] {
      for options in [["--color", "always"], ["--color=always"]] {
        #expect(world.run(command + options).all.contains("\u{1B}["), "\(command)")
      }
      #expect(!world.run(command + ["--color", "never"]).all.contains("\u{1B}["))
    }
  }

  @Test func aNewerFormatIsRefusedWithASentence() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "list")
    try world.tamper("PRAGMA user_version = 2")
    for arguments in [["customer", "list"], ["verify"], ["customer", "register", "a@b.example"]] {
      let result = world.run(arguments)
      #expect(result.status == 4)
      #expect(result.errors.hasPrefix("error[format_unknown]: "), "\(result.errors)")
      #expect(result.errors.contains("format 2") && result.errors.contains("format 1"))
      #expect(result.errors.contains("newer version"))
    }
  }

  @Test func errorsOfTheCommandLine() {
    let found = CommandError.Code.allCases.map { "\($0.rawValue) \(ExitStatus($0).rawValue)" }
    #expect(
      found == [
        "command_unknown 2", "failed 4", "file_exists 1", "file_unreadable 2", "import_invalid 1",
        "output_failed 4", "proof_invalid 1", "query_too_long 1", "sql_invalid 2",
        "sql_not_allowed 2",
      ]
    )
  }

  @Test func codesAreUnique() {
    let codes =
      Refusal.Code.allCases.map(\.rawValue) + LedgerError.Code.allCases.map(\.rawValue)
      + CommandError.Code.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
  }

  @Test func aDamagedLedgerIsSaidToBe() throws {
    let world = try World()
    try "this is no database, but long enough to be looked at".write(
      toFile: world.path("ledger.db"),
      atomically: true,
      encoding: .utf8
    )
    let result = world.run("customer", "list", "--json")
    #expect(result.status == 4)
    #expect(result.error == "not_a_ledger")
    #expect(result.output.isEmpty)
  }

  @Test func aChangedLogIsFoundOut() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com")
    try world.tamper("DELETE FROM tags")
    let result = world.run("verify", "--json")
    #expect(result.status == 4)
    #expect(result.json?["ok"] == false)
    #expect(result.json?["problems"][0]["position"] == 1)
    #expect(result.errors.isEmpty)
    let told = world.run("verify")
    #expect(told.status == 4)
    #expect(told.output.contains("position 1: "))
  }

  @Test func aChangedReadModelIsFoundOut() throws {
    let world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com", "--phone", "1")
    #expect(world.run("projection", "verify").status == 0)
    try world.tamperWithReadModels()
    let result = world.run("projection", "verify", "--json")
    #expect(result.status == 4)
    #expect(result.json?["differences"][0]["projection"] == "profiles")
    #expect(world.run("projection", "rebuild").status == 0)
    #expect(world.run("projection", "verify").status == 0)
  }
}
