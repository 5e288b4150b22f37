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
  var grammar: Grammar
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
    let export = try someExport()
    let lines = export.split(separator: UInt8(ascii: "\n")).map(Array.init)
    for _ in 0..<count * 70 / 100 { try Parsing.parse(&grammar, export: lines) }
    tally.add("texts for parsers", count * 70 / 100)
    try apply(count * 15 / 100, &tally)
    try askInSQL(count * 2 / 100, here, &tally)
    try importCSV(count * 2 / 100, &tally)
    try importExports(export, count / 20, &tally)
    try giveArguments(count * 6 / 100, &tally)
  }

  private static let linesAtOnce = 40
  private static let mostLinesOfExport = 2000
  private static let leastTypesOfExport = 8

  /// An export of events of many kinds, one of them erased.
  private mutating func someExport() throws -> [UInt8] {
    let world = try newWorld()
    for number in 1...4 {
      _ = world.run(["customer", "register", "c\(number)@example.com", "--first-name", "Ada"])
    }
    _ = world.run(["customer", "erase", "2", "--basis", "request"])
    var types: Set<String> = []
    var count = 0
    while types.count < Self.leastTypesOfExport {
      let lines = (0..<Self.linesAtOnce).map { _ in grammar.line() }
      _ = world.run(["apply"], input: Array(lines.joined(separator: [0x0A])) + [0x0A])
      try world.ledger.log.read(after: 0) { event in
        types.insert(event.type)
        return true
      }
      count += lines.count
      try Problem.unless(count < Self.mostLinesOfExport, "\(types.sorted()) is all there is")
    }
    try Problem.unless(types.contains("CustomerErased"), "nobody was erased")
    let export = Array(world.run(["export"]).output.utf8)
    world.folder.remove()
    return export
  }

  mutating func newWorld() throws -> FuzzWorld {
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
          try world.requireNoValues(in: result["error"]["message"].string ?? "")
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
        try world.requireNoValues(in: answer.errors)
        for line in answer.output.split(separator: "\n") {
          let error = try JSON(parsing: String(line))["error"]
          try world.requireNoValues(in: error["message"].string ?? "")
        }
        tally.add("rows of CSV", rows)
      }
      try world.check()
      world.folder.remove()
    }
  }

  /// Exports with something changed: imported as what they say they are, or not at all.
  private mutating func importExports(
    _ export: [UInt8],
    _ count: Int,
    _ tally: inout Tally
  ) throws {
    let world = try newWorld()
    for _ in 0..<count {
      let text = grammar.mutated(export, with: Parsing.wordsOfExports)
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
