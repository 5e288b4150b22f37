import Foundation
import Model

/// A session with the program as a text: commands with what they print.
///
/// A line `$ daybook …` is a command; it may take lines of input up to one that says END, behind
/// `<<END`, and put its output into a file, behind `>`; a later word that is that name means the file. Lines that begin with `#` before a command are remarks. Everything else is output, with
/// `[status]` at its end when that is not 0.
struct Transcript {
  private struct Command {
    var remarks: [String] = []
    let line: String
    var input: [String] = []
  }

  private let commands: [Command]

  init(_ text: String) {
    var commands: [Command] = []
    var remarks: [String] = []
    var isInput = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if isInput {
        if line == "END" {
          isInput = false
        } else {
          commands[commands.count - 1].input.append(line)
        }
      } else if line.hasPrefix("$ daybook") {
        commands.append(Command(remarks: remarks, line: line))
        remarks = []
        isInput = line.hasSuffix("<<END")
      } else if line.hasPrefix("# ") {
        remarks.append(line)
      }
    }
    self.commands = commands
  }

  /// Plays the commands and writes down what happens.
  func played() throws -> String {
    let world = try World()
    var token = "<token>"
    var files: Set<String> = []
    var blocks: [String] = []
    for command in commands {
      let words = ShellWords.split(command.line.dropFirst(2)).map { word in
        word.replacing("<token>", with: token).replacing("<folder>", with: world.folder.path)
          .replacing("projections/Examples", with: Self.examples)
          .replacing("<escape>", with: "\u{1B}").replacing("<newline>", with: "\n")
      }
      let arguments = words.dropFirst().filter { $0 != "<<END" }
      let input = command.input.map { $0 + "\n" }.joined()
      if let place = arguments.firstIndex(of: ">") { files.formUnion(arguments[(place + 1)...]) }
      let paths = arguments.map { files.contains($0) ? world.path($0) : $0 }
      var result = world.run(Array(paths.prefix { $0 != ">" }), input: TextInput(input))
      if paths.contains(">"), let path = paths.last {
        try result.output.write(toFile: path, atomically: false, encoding: .utf8)
        result.all = result.errors
      }
      if let found = result.all.firstMatch(of: Self.token) { token = String(found.output) }
      var block = command.remarks.map { $0 + "\n" }.joined() + command.line + "\n"
      if !command.input.isEmpty { block += input + "END\n" }
      block += Self.masked(result.all, world)
      if !block.hasSuffix("\n") { block += "\n" }
      if result.status != 0 { block += "[\(result.status)]\n" }
      blocks.append(block)
    }
    return blocks.joined(separator: "\n")
  }

  /// The read models that the project shows how to add.
  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../projections/Examples").standardizedFileURL.path

  private nonisolated(unsafe) static let token = /[0-9]+\.[A-Za-z0-9_-]{43}/
  private nonisolated(unsafe) static let hash = /[A-Za-z0-9+\/]{43}=/
  private nonisolated(unsafe) static let entry = /extra [A-Za-z0-9+\/=]+/
  private nonisolated(unsafe) static let version = /\b[0-9a-f]{16}\b/

  /// Takes out what is different each time: salts are random, and so are the hashes.
  private static func masked(_ text: String, _ world: World) -> String {
    text.replacing("\r\n", with: "\n").replacing(world.folder.path, with: "<folder>")
      .replacing(examples, with: "projections/Examples")
      .replacing(token, with: "<token>")
      .replacing(entry, with: "extra <entry>")
      .replacing(hash, with: "<hash>")
      .replacing(version, with: "<version>")
  }
}

/// Splits a line into words as a shell does, as far as transcripts need it.
enum ShellWords {
  static func split(_ line: some StringProtocol) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let complete = word { words.append(complete) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
