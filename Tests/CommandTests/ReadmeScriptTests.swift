import Foundation
import Model
import Testing

/// The script of the README checks exports, word for word as it stands there.
@Suite struct ReadmeScriptTests {
  private static let absent: Comment = "python3 is not here, so the README's script is not run"

  private let world: World

  init() throws {
    world = try World()
    let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let start = try #require(text.firstRange(of: "```python\n")).upperBound
    let end = try #require(text[start...].firstRange(of: "```")).lowerBound
    let script = text[start..<end]
    #expect(script.split(separator: "\n").count <= 30)
    try String(script).write(toFile: world.path("check.py"), atomically: true, encoding: .utf8)
    world.run("init", "--origin", "test.example/log")
    // Keys that UTF-16 and code points sort differently, and characters that JSON writers disagree on.
    let metadata: JSON = [
      "\u{FF21}": "\u{1F600}", "\u{1F600}": "\u{7f}\u{80}\u{2028}", "é": "e\u{301}",
      "a\"\\/": "\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f}", "number": -9_007_199_254_740_991, "": [],
    ]
    for number in 1...5 {
      world.run(
        "customer",
        "register",
        "c\(number)@example.com",
        "--reason",
        "ünï \u{1F48D}",
        "--metadata",
        metadata.canonicalText
      )
      world.run("customer", "disable", "\(number)", "--command-id", "\u{1F600}-é-\(number)")
      if number == 3 { try write(world.run("checkpoint").output, to: "kept") }
    }
    try #require(world.run("export", world.path("export.jsonl")).output.contains("10 events"))
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(toFile: world.path(name), atomically: true, encoding: .utf8)
  }

  /// Runs the script on files of the world; what it says, and how it ends.
  private func check(_ names: String...) throws -> (status: Int32, output: String) {
    try Self.python([world.path("check.py")] + names.map(world.path))
  }

  private static func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private static let isHere = (try? python(["-c", "0"]))?.status == 0

  @Test(.enabled(if: isHere, absent)) func anExportIsFoundGood() throws {
    let root = try #require(world.run("checkpoint", "--json").json?["root"].string)
    let expected = "All is well: 10 events of test.example/log, root \(root)\n"
    #expect(try check("export.jsonl") == (0, expected))
    #expect(try check("export.jsonl", "kept") == (0, expected))
    world.run("customer", "erase", "2", "--basis", "asked")
    world.run("export", world.path("erased.jsonl"))
    let text = try String(contentsOfFile: world.path("erased.jsonl"), encoding: .utf8)
    #expect(!text.contains("c2@example.com"))
    let result = try check("erased.jsonl", "kept")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("All is well: 11 events of test.example/log, root "))
  }

  @Test(.enabled(if: isHere, absent)) func anEmptyExportIsFoundGood() throws {
    world.run("init", "--ledger", world.path("empty.db"), "--origin", "o")
    try write(world.run("export", "--ledger", world.path("empty.db")).output, to: "empty.jsonl")
    #expect(try check("empty.jsonl").status == 0)
  }

  @Test(.enabled(if: isHere, absent)) func whatWasChangedIsFound() throws {
    let sound = try String(contentsOfFile: world.path("export.jsonl"), encoding: .utf8)
    let lines = sound.split(separator: "\n").map(String.init)
    let changes: [(String, String)] = [
      (sound.replacing("c2@example.com", with: "x2@example.com"), "personal part of 3"),
      (sound.replacing("-é-4", with: "-é-5"), "size or root"),
      (sound.replacing("\"size\":10", with: "\"size\":11"), "size or root"),
      (lines.dropLast().joined(separator: "\n"), "size or root"),
      ((lines[..<3] + lines[4...]).joined(separator: "\n"), "the position of event 3"),
    ]
    for (text, problem) in changes {
      #expect(text != sound)
      try write(text, to: "changed.jsonl")
      #expect(try check("changed.jsonl") == (1, "WRONG: \(problem)\n"))
    }
    let kept = try String(contentsOfFile: world.path("kept"), encoding: .utf8)
    try write(kept.replacing("\n6\n", with: "\n5\n"), to: "other")
    #expect(try check("export.jsonl", "other").output == "WRONG: not the kept checkpoint's log\n")
    try write(kept.replacing("\n6\n", with: "\n60\n"), to: "other")
    #expect(try check("export.jsonl", "other").output == "WRONG: not the kept one's log\n")
  }
}
