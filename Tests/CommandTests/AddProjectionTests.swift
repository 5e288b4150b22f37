import Foundation
import Model
import Testing

/// `projection add` and `projection remove`, with the folders that people really have.
@Suite struct AddProjectionTests {
  private let world: World
  private var folder: URL { world.folder.appending(path: "my-names") }

  init() throws {
    world = try World()
    world.run("init")
    world.run("customer", "register", "ada@example.com", "--first-name", "Ada")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(
      "schema.sql",
      "CREATE TABLE my_names(customer INTEGER PRIMARY KEY, name TEXT) STRICT;"
    )
    try write(
      "on-customer-registered.sql",
      "INSERT INTO my_names VALUES (:customer, :first_name);"
    )
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  @discardableResult
  private func add(_ more: String...) -> World.Result {
    world.run(["projection", "add", folder.path] + more)
  }

  private func names() -> [String] {
    world.run("sql", "SELECT name FROM my_names", "--json").json?.array?
      .compactMap { $0["name"].string } ?? []
  }

  @Test func addsAFolder() throws {
    let result = add("--json")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.json?["projection"] == "my-names")
    #expect(result.json?["rows"] == 1)
    #expect(result.json?["changed"] == true)
    #expect(names() == ["Ada"])
    #expect(add("--json").json?["changed"] == false)
    #expect(world.run("projection", "verify", "my-names").status == 0)
    world.run("customer", "register", "bob@example.com", "--first-name", "Bob")
    #expect(names() == ["Ada", "Bob"])
    // The name counts, however the folder is reached.
    #expect(
      world.run("projection", "add", folder.path + "//").lines.first?.hasPrefix("Nothing") == true
    )
    #expect(
      world.run("projection", "add", folder.path + "/.").lines.first?.hasPrefix("Nothing") == true
    )
  }

  @Test func saysWhatItIgnores() throws {
    try write("README.md", "# Names")
    try write(".hidden.sql", "nonsense")
    try write("schema.sql~", "nonsense")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "old"),
      withIntermediateDirectories: true
    )
    let result = add()
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "Ignored what is no file of SQL: .hidden.sql, README.md, old, schema.sql~."
      )
    )
  }

  private func refusal(_ code: String, _ status: Int32 = 2) throws -> String {
    let before = try Data(contentsOf: URL(filePath: world.path("ledger.db")))
    let result = add("--json")
    #expect(result.status == status)
    #expect(result.error == code, "\(result.errors)")
    #expect(try Data(contentsOf: URL(filePath: world.path("ledger.db"))) == before)
    #expect(names() == [])
    return result.errors
  }

  @Test func refusesFilesThatAreNoTexts() throws {
    let file = folder.appending(path: "all.sql")
    try Data([0x53, 0xFF, 0x00]).write(to: file)
    #expect(try refusal("projection_invalid").contains("all.sql is no text in UTF-8"))
    try write("all.sql", "SELECT 1\u{0}")
    #expect(try refusal("projection_invalid").contains("all.sql is no text in UTF-8"))
    try Data(repeating: 0x20, count: 10 << 20).write(to: file)
    #expect(try refusal("projection_invalid").contains("all.sql is too long"))
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    #expect(try refusal("projection_invalid").contains("all.sql is not a file"))
    try FileManager.default.removeItem(at: file)
    mkfifo(file.path, 0o600)
    #expect(try refusal("projection_invalid").contains("all.sql is not a file"))
    try FileManager.default.removeItem(at: file)
    symlink("/etc/passwd", file.path)
    #expect(try refusal("projection_invalid").contains("all.sql is a symbolic link"))
    #expect(try !refusal("projection_invalid").contains("root"))
  }

  @Test func refusesTooMuch() throws {
    for number in 0..<256 { try write("query-\(number).sql", "SELECT \(number)") }
    #expect(try refusal("projection_invalid").contains("is too much for a read model"))
    for number in 0..<256 {
      try FileManager.default.removeItem(at: folder.appending(path: "query-\(number).sql"))
    }
    for number in 0..<5 { try write("query-\(number).sql", String(repeating: " ", count: 1 << 20)) }
    #expect(try refusal("projection_invalid").contains("is too much for a read model"))
  }

  @Test func refusesWhatIsNoFolder() throws {
    for (path, reason) in [
      ("nowhere", "No such file"), ("my-names/schema.sql", "is no folder"),
      ("ledger.db", "no folder"),
    ] {
      let result = world.run("projection", "add", world.path(path), "--json")
      #expect(result.error == "file_unreadable")
      #expect(result.status == 2)
      #expect(result.errors.contains(reason), "\(result.errors)")
    }
    #expect(world.run("projection", "add").status == 2)
    #expect(world.run("projection", "add", "").status == 2)
    #expect(world.run("projection", "add", "/").status == 2)
    #expect(world.run("projection", "remove", "/").status == 3)
  }

  @Test func refusesSQLThatIsWrong() throws {
    try write(
      "on-customer-registered.sql",
      "-- Names\nINSERT INTO my_names\nVALUES (:customer, :nmae);"
    )
    #expect(try refusal("projection_invalid").contains("my-names/on-customer-registered.sql:3"))
    try write(
      "on-customer-registered.sql",
      "INSERT INTO my_names VALUES (NULL, abs(:customer));;\nINSERT INTO my_names VALUES (1, 2);"
    )
    let errors = try refusal("projection_failed", 1)
    #expect(errors.contains(#""file":"on-customer-registered.sql","line":2,"position":1"#))
  }

  @Test func refusesNamesThatAreTaken() throws {
    let taken = world.folder.appending(path: "orders")
    try FileManager.default.moveItem(at: folder, to: taken)
    let result = world.run("projection", "add", taken.path, "--json")
    #expect(result.error == "projection_builtin")
    #expect(result.status == 1)
  }

  @Test func anAuditorsCopyIsNotChanged() throws {
    add()
    for file in ["ledger.db", "ledger.projections.db", ""] {
      let rights: mode_t = file.isEmpty ? 0o500 : 0o400
      chmod(world.path(file), rights)
    }
    defer { chmod(world.path(""), 0o700) }
    // The superuser may write everywhere.
    guard access(world.path(""), W_OK) != 0 else { return }
    let result = world.run("projection", "remove", "my-names", "--json")
    #expect(result.error == "read_only")
    #expect(names() == ["Ada"])
  }

  @Test func oneThatFailsLaterIsToldAndHoldsUpNobody() throws {
    try write("schema.sql", "CREATE TABLE my_names(customer INTEGER, name TEXT UNIQUE) STRICT;")
    #expect(add().status == 0)
    world.run("customer", "register", "bob@example.com", "--first-name", "Ada")
    let show = world.run("customer", "show", "2")
    #expect(show.status == 0)
    #expect(show.errors.isEmpty)
    let list = world.run("projection", "list")
    #expect(list.status == 0)
    #expect(list.errors.contains("The read model my-names was given up: "))
    #expect(list.output.contains("given up"))
    #expect(!list.all.contains("bob@"))
    #expect(world.run("projection", "verify").status == 4)
    let rebuild = world.run("projection", "rebuild", "--json")
    #expect(rebuild.status == 1)
    #expect(rebuild.error == "projection_failed" || rebuild.errors.contains("projection_failed"))
    let replay = world.run("replay", "--into", world.path("then.db"))
    #expect(replay.status == 0)
    #expect(replay.errors.contains("A read model is left out."))
    #expect(world.run("projection", "remove", "my-names").status == 0)
    #expect(world.run("projection", "verify").status == 0)
  }

  /// The program itself, stopped in the middle.
  @Test func aProcessThatIsKilledLeavesTheOldState() throws {
    add()
    try write(
      "on-customer-registered.sql",
      """
      INSERT INTO my_names VALUES (:customer, :first_name);
      WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
      INSERT INTO my_names SELECT max(n), NULL FROM c;
      """
    )
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "daybook")
    process.arguments = ["projection", "add", folder.path]
    process.environment = ["DAYBOOK_LEDGER": world.path("ledger.db")]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    // It runs for seconds; at whatever point it is, the same must be true.
    usleep(300_000)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(names() == ["Ada"])
    #expect(world.run("projection", "verify").status == 0)
    #expect(world.run("verify").status == 0)
    world.run("projection", "rebuild", "orders")
    let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
    #expect(left.filter { $0.contains("rebuild") } == [])
  }
}
