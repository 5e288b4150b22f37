import Daybook
import Model

/// The command line: everything but the process around it.
package enum DaybookCommand {
  package static let version = "0.1.0"

  /// Does what the arguments ask for.
  ///
  /// - Parameters:
  ///   - arguments: Those after the program's name.
  ///   - terminal: Where input comes from and output goes.
  /// - Returns: The exit status.
  package static func run(arguments: [String], terminal: Terminal) -> Int32 {
    let asked = arguments.prefix { $0 != "--" }
    var isJSON = asksForJSON(asked)
    let color = color(asked)
    var style = Session.style(color, terminal.errors, terminal)
    do {
      let status: ExitStatus
      if asked.contains("--help") || asksShortly(asked) || asksForNoun(arguments) {
        status = try help(arguments, terminal, isJSON: isJSON, color)
      } else if asked.contains("--version") {
        // Words beside it have to be a command; what that would do is not asked for.
        _ = try CommandWords(arguments.filter { $0 != "--version" }).subcommand()
        try terminal.output.line(isJSON ? "{\"version\":\"\(version)\"}" : "daybook \(version)")
        status = .done
      } else if arguments.isEmpty {
        try terminal.errors.write(Help.top(Style(isColored: style.isColored)))
        status = .usage
      } else {
        let invocation = try ArgumentReader.read(arguments)
        let session = Session(terminal, invocation)
        style = session.errorStyle
        isJSON = session.isJSON
        status = try Dispatch.run(session)
      }
      try terminal.output.flush()
      try terminal.errors.flush()
      return status.rawValue
    } catch {
      return report(error, terminal, isJSON: isJSON, style).rawValue
    }
  }

  /// Whether errors are told as JSON also while the arguments are not understood yet.
  private static func asksForJSON(_ arguments: ArraySlice<String>) -> Bool {
    let given = value(of: "--json", arguments)?.lowercased()
    return given != nil && given != "false" && given != "no"
  }

  /// The colour also of help and of what is said while the arguments are not understood yet.
  private static func color(_ arguments: ArraySlice<String>) -> ColorChoice {
    value(of: "--color", arguments).flatMap(ColorChoice.init(rawValue:)) ?? .auto
  }

  /// What stands behind an option, be it another one; nil without the option.
  private static func value(of option: String, _ arguments: ArraySlice<String>) -> String? {
    for (index, argument) in zip(arguments.indices, arguments) {
      if argument == option { return arguments[(index + 1)...].first ?? "" }
      if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
    }
    return nil
  }

  /// `-h`, unless it is the value of the option in front of it: a value may begin with one hyphen.
  private static func asksShortly(_ arguments: ArraySlice<String>) -> Bool {
    guard let index = arguments.firstIndex(of: "-h") else { return false }
    return index == arguments.startIndex || !arguments[index - 1].hasPrefix("--")
      || arguments[index - 1].contains("=")
  }

  /// `daybook customer help`.
  private static func asksForNoun(_ arguments: [String]) -> Bool {
    guard arguments.contains("help") else { return false }
    let words = (try? CommandWords(arguments).words) ?? []
    return words.count == 2 && words[1] == "help"
  }

  private static func help(
    _ arguments: [String],
    _ terminal: Terminal,
    isJSON: Bool,
    _ color: ColorChoice
  ) throws -> ExitStatus {
    let asked = arguments.filter { $0 != "--help" && $0 != "-h" }
    let words = (try? CommandWords(asked).words) ?? []
    guard !isJSON else {
      try terminal.output.write(HelpDocument.members(try Help.subcommands(words)).line)
      return .done
    }
    try terminal.output.write(
      try Help.text(words, Session.style(color, terminal.output, terminal))
    )
    return .done
  }

  /// Tells what went wrong; that nobody reads on is nothing wrong.
  private static func report(
    _ error: any Error,
    _ terminal: Terminal,
    isJSON: Bool,
    _ style: Style
  ) -> ExitStatus {
    var error = error
    do {
      if error as? OutputError == nil { try terminal.output.flush() }
    } catch let outputError {
      error = outputError
    }
    switch error as? OutputError {
    case .closed: return .done
    case .failed(let reason):
      error = CommandError(.outputFailed, "The output cannot be written: \(reason).")
    case nil: break
    }
    let failure = Failure(error)
    // Where errors cannot be told either, the status has to do.
    try? ErrorReport.write(failure, to: terminal.errors, isJSON: isJSON, style)
    try? terminal.errors.flush()
    return failure.status
  }
}
