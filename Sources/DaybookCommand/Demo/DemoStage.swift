import Model

/// Where the demo is played: shows each command as somebody would type it, and runs it.
struct DemoStage {
  private let session: Session
  private let terminal: Terminal
  private let memory = Memory()

  /// What commands have said, to find the token in.
  private final class Memory {
    var bytes: [UInt8] = []
  }

  init(_ session: Session, ledger: String) {
    self.session = session
    let output = session.output
    let memory = memory
    var terminal = session.terminal
    terminal.environment["DAYBOOK_LEDGER"] = ledger
    // Errors are part of the story, at their place.
    let isShown = !session.isJSON
    let told = Output(isTerminal: output.isTerminal, width: output.width) {
      (bytes) throws(OutputError) in
      memory.bytes += bytes
      if isShown { try output.write(bytes) }
    }
    terminal.output = told
    terminal.errors = told
    self.terminal = terminal
  }

  /// Plays a step, and tells it as a member of a document.
  ///
  /// - Throws: `CommandError` when it does not end as the story wants it; `OutputError`.
  func play(_ step: DemoStep) throws -> MemberText {
    let arguments = step.arguments.map { $0 == DemoStep.token ? token : $0 }
    let line = Self.line(["daybook"] + arguments)
    let style = session.style
    if !session.isJSON {
      if let comment = step.comment {
        try session.output.line("\n" + style(.faint, "# \(comment)"))
      }
      try session.output.line(style(.name, line))
    }
    let color = "--color=\(style.isColored && !session.isJSON ? "always" : "never")"
    memory.bytes = []
    let status = DaybookCommand.run(arguments: [color] + arguments, terminal: terminal)
    let output = String(decoding: memory.bytes, as: UTF8.self)
    guard status == step.status.rawValue else {
      let words = Plain.text(output.split(separator: "\n").last.map(String.init) ?? "nothing")
      let command = arguments.joined(separator: " ")
      throw CommandError(.failed, "The demo stopped at `\(command)`: \(words)")
    }
    var members = MemberText()
    if let comment = step.comment { members.add("comment", .string(comment)) }
    members.add("command", .string(line))
    members.add("status", .integer(Int64(status)))
    members.add("output", .string(output))
    return members
  }

  /// The token in what was said last: the last word of it.
  private var token: String {
    let words = memory.bytes.split { $0 == 0x0A || $0 == 0x20 }
    return words.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// A command line for a shell; a long one is broken before its options.
  static func line(_ words: [String]) -> String {
    let quoted = words.map(quoted)
    let line = quoted.joined(separator: " ")
    guard DisplayWidth.of(line) > 90 else { return "$ " + line }
    var lines = ["$ "]
    for word in quoted {
      let last = lines.count - 1
      if word.hasPrefix("--") {
        lines[last] += " \\"
        lines.append("    " + word)
      } else {
        lines[last] += (lines[last].hasSuffix("$ ") ? "" : " ") + word
      }
    }
    return lines.joined(separator: "\n")
  }

  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
          UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "/"), UInt8(ascii: ":"),
          UInt8(ascii: "="):
          true
        default: false
        }
      }
    if isPlain { return word }
    let pieces = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + pieces.joined(separator: #"'\''"#) + "'"
  }
}
