import Daybook

/// Help on everything, made of the declarations: nothing is written twice.
enum Help {
  /// Help on what some words name: the program, a noun, a subcommand.
  ///
  /// - Throws: `CommandError` with `command_unknown`.
  static func text(_ words: [String], _ style: Style) throws(CommandError) -> String {
    let words = words.filter { $0 != "help" || words == ["help"] }
    guard let noun = words.first else { return top(style) }
    if let found = Subcommand.named(noun) { return SubcommandHelp(found, style).text }
    guard Subcommand.nouns.contains(noun) else { throw CommandWords.unknown(noun) }
    guard words.count > 1 else { return self.noun(noun, style) }
    guard let found = Subcommand.named("\(noun).\(words[1])") else {
      throw CommandWords.unknown(words[1], of: noun)
    }
    return SubcommandHelp(found, style).text
  }

  /// Help on the program.
  static func top(_ style: Style) -> String {
    var sections = [
      """
      daybook \(DaybookCommand.version): a customer ledger that keeps every change
      usage: daybook [options] <command> [subject] [--field value …]
      """
    ]
    sections.append(
      style(.heading, "Customers, profiles, orders, claims") + "\n"
        + list(Subcommand.all.filter { $0.verb != nil && !isOther($0) })
    )
    sections.append(
      style(.heading, "The ledger itself") + "\n" + list(Subcommand.all.filter(isOther))
    )
    sections.append(options("Options, anywhere on the line", CommonOptions.descriptions, style))
    sections.append(
      options("Options of every write command", CommonOptions.provenanceDescriptions, style)
    )
    sections.append(
      style(.heading, "Exit status") + "\n"
        + aligned(ExitStatus.allCases.map { ("\($0.rawValue)", $0.meaning) })
    )
    sections.append(permanence)
    sections.append("More: daybook help <command>\n")
    return sections.joined(separator: "\n\n")
  }

  /// What nobody can take back.
  static let permanence = """
    Actors, references, order numbers, command ids, titles of order lines and labels of
    adjustments stand in the log for ever, even when a person is erased: put no name, e-mail or
    other personal value in them.
    """

  private static func noun(_ noun: String, _ style: Style) -> String {
    let spelling = Subcommand.spelling(noun)
    return "usage: daybook \(spelling) <verb> …\n\n" + list(Subcommand.all(of: noun))
      + "\n\nMore: daybook help \(spelling) <verb>\n"
  }

  private static func isOther(_ subcommand: Subcommand) -> Bool {
    if case .other = subcommand.kind { true } else { false }
  }

  private static func list(_ subcommands: [Subcommand]) -> String {
    aligned(subcommands.map { ($0.spelling, $0.summary) })
  }

  private static func options(
    _ title: String,
    _ fields: [FieldDescription],
    _ style: Style
  ) -> String {
    style(.heading, title) + "\n" + FieldList(fields).text
  }

  static func aligned(_ rows: [(name: String, text: String)]) -> String {
    let width = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
    return rows.map { name, text in
      let padding = String(repeating: " ", count: width - DisplayWidth.of(name))
      return "  \(name)\(padding)  \(text)"
    }.joined(separator: "\n")
  }
}
