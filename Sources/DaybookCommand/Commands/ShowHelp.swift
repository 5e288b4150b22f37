import Daybook

/// `help`: on the program, a noun or a command.
struct ShowHelp: Command {
  var words: [String] = []

  static let declaration = Declaration(
    "help",
    "Explains the program, a noun or a command.",
    [Field("words", \.words, "What is to be explained")],
    empty: { ShowHelp() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let names = words.map(OptionValue.underscored)
    if session.isJSON {
      try session.print(HelpDocument.members(try Help.subcommands(names)))
    } else {
      try session.output.write(try Help.text(names, session.style))
    }
    return .done
  }
}
