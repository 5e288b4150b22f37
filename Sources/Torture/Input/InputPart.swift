import Daybook
import EventLog
import Foundation
import Model
import Seeded

/// Gives the program input that is made to break it: never a crash, always one clear error, and what is
/// refused leaves no trace.
struct InputPart {
  private let options: Options
  private let folder: WorkFolder
  private var grammar: Grammar
  private var worlds = 0

  init(_ options: Options, _ folder: WorkFolder) {
    self.options = options
    self.folder = folder
    grammar = Grammar(random: SeededGenerator(seed: options.seed))
  }

  mutating func run(_ tally: inout Tally) throws {
    // Arguments may name files: they are looked for and made here.
    let before = FileManager.default.currentDirectoryPath
    let here = try folder.folder("here")
    try Problem.unless(
      FileManager.default.changeCurrentDirectoryPath(here.path),
      "\(here.path) cannot be entered"
    )
    defer { _ = FileManager.default.changeCurrentDirectoryPath(before) }
    let count = options.rounds(usually: 1_000_000, quick: 4000)
    for _ in 0..<count * 70 / 100 { try Parsing.parse(&grammar) }
    tally.add("texts for parsers", count * 70 / 100)
    try apply(count * 20 / 100, &tally)
    try askInSQL(count * 2 / 100, &tally)
    try importCSV(count * 2 / 100, &tally)
    try importExports(count / 200, &tally)
    try giveArguments(count * 55 / 1000, &tally)
  }

  private mutating func newWorld() throws -> FuzzWorld {
    worlds += 1
    return try FuzzWorld(try folder.folder("world-\(worlds)"))
  }

  /// Lines of `apply`, of which as many events must come as they were acknowledged.
  private mutating func apply(_ count: Int, _ tally: inout Tally) throws {
    var done = 0
    while done < count {
      let world = try newWorld()
      for _ in 0..<12 where done < count {
        let lines = (0..<min(400, count - done)).map { _ in grammar.line() }
        done += lines.count
        let before = try world.ledger.log.size()
        let answer = world.run(["apply"], input: Array(lines.joined(separator: [0x0A])) + [0x0A])
        let results = answer.output.split(separator: "\n")
        try Problem.unless(
          results.count == lines.count && answer.status <= 1 && answer.errors.isEmpty,
          "\(results.count) results of \(lines.count) lines: \(answer.errors)"
        )
        var last = before
        for (line, result) in zip(lines, results) {
          let result = try JSON(parsing: String(result))
          let code = result["error"]["code"].string
          let isClear = result["ok"] == true ? code == nil : code != nil && code != "failed"
          try Problem.unless(
            isClear,
            "\(result.canonicalText) to \(String(decoding: line, as: UTF8.self))"
          )
          tally.add(code == nil ? "lines of apply taken" : "lines of apply refused")
          guard result["replayed"] != true else { continue }
          for position in result["positions"].array?.compactMap(\.integer) ?? [] {
            last += 1
            try Problem.unless(position == last, "position \(position) instead of \(last)")
          }
        }
        try Problem.unless(try world.ledger.log.size() == last, "a refused line left a trace")
      }
      try world.check()
      world.folder.remove()
    }
  }

  /// SQL of all kinds, after which everything is as it was.
  private mutating func askInSQL(_ count: Int, _ tally: inout Tally) throws {
    let world = try newWorld()
    _ = world.run(["customer", "register", "ada@example.com"])
    _ = world.run(["customer", "list"])
    let root = try world.ledger.log.tree().root
    try world.check()
    let files = try world.folder.names()
    for number in 0..<count {
      let sql = String(decoding: grammar.sql(), as: UTF8.self)
      let answer = world.run(["sql", "--json", "--limit-seconds", "0.05", "--query", sql])
      let code = try world.code(of: answer)
      let codes = [
        nil, "sql_invalid", "sql_not_allowed", "query_too_long", "field_missing", "field_invalid",
      ]
      try Problem.unless(codes.contains(code), "\(answer.errors) to \(sql)")
      tally.add(code == nil ? "questions in SQL answered" : "questions in SQL refused")
      if number % 500 == 0 || number == count - 1 {
        try world.check()
        try Problem.unless(try world.ledger.log.tree().root == root, "SQL changed the log: \(sql)")
        let found = try world.folder.names()
        try Problem.unless(found == files, "SQL made files: \(found)")
      }
    }
  }

  /// Tables of whatever form; in them each row is done or refused.
  private mutating func importCSV(_ count: Int, _ tally: inout Tally) throws {
    var done = 0
    while done < count {
      let world = try newWorld()
      for _ in 0..<20 where done < count {
        let rows = min(20, count - done)
        done += rows
        let text = grammar.csv(rows: rows)
        let answer = world.run(["csv", "-", "--json"], input: text)
        try Problem.unless(
          (0...2).contains(answer.status) && !answer.errors.contains("\"code\":\"failed\""),
          "status \(answer.status): \(answer.errors)"
        )
        tally.add("rows of CSV", rows)
      }
      try world.check()
      world.folder.remove()
    }
  }

  /// Exports with something changed: imported as what they say they are, or not at all.
  private mutating func importExports(_ count: Int, _ tally: inout Tally) throws {
    let world = try newWorld()
    for number in 1...4 {
      _ = world.run(["customer", "register", "c\(number)@example.com", "--first-name", "Ada"])
    }
    _ = world.run(["customer", "erase", "2", "--basis", "request"])
    let export = Array(world.run(["export"]).output.utf8)
    for _ in 0..<count {
      let text = grammar.mutated(export, with: ["\n", "null", "\"\"", "0", ",", "}", "1"])
      let path = world.folder.file("imported.db")
      let answer = world.run(["import", "-", "--json"], input: text, ledger: path)
      if try world.code(of: answer) == nil {
        let said = try JSON(parsing: answer.output)["root"].string
        let imported = try OpenLedger(path: path).verify()
        try Problem.unless(
          imported.isGood && imported.root.base64 == said,
          "imported what is wrong: \(imported.problems.prefix(3))"
        )
        tally.add("changed exports that are as good")
      } else {
        try Problem.unless(!world.folder.has("imported.db"), "a refused import left a ledger")
        tally.add("changed exports refused")
      }
      for name in try world.folder.names() where name.hasPrefix("imported") {
        try FileManager.default.removeItem(atPath: world.folder.file(name))
      }
    }
  }

  /// Words on the command line, in any order.
  private mutating func giveArguments(_ count: Int, _ tally: inout Tally) throws {
    let world = try newWorld()
    for number in 0..<count {
      let words = grammar.arguments()
      let answer = world.run(words + ["--json"], input: grammar.noise())
      // What `apply` and `csv` refuse stands in their results, or before the error.
      let tellsElsewhere = words.contains("apply") || words.contains("csv")
      if !tellsElsewhere, !words.contains("--") {
        do { _ = try world.code(of: answer) } catch { throw Problem("\(words): \(error)") }
      }
      try Problem.unless(
        (0...5).contains(answer.status) && !answer.errors.contains("\"code\":\"failed\""),
        "\(words): status \(answer.status), \(answer.errors)"
      )
      tally.add(answer.status == 0 ? "command lines taken" : "command lines refused")
      if number % 2000 == 0 || number == count - 1 { try world.check() }
    }
  }
}
