import Daybook

/// Help on everything, made of the declarations: nothing is written twice.
enum Help {
  /// Help on what some words name: the program, a noun, a subcommand.
  ///
  /// - Throws: `CommandError` with `command_unknown`.
  static func text(_ words: [String], _ style: Style) throws(CommandError) -> String {
    let words = words.filter { $0 != "help" || words == ["help"] }
    guard let noun = words.first else { return top(style) }
    let found = try subcommands(words)
    if words.count == 1, Subcommand.named(noun) == nil { return self.noun(noun) }
    return found.map { SubcommandHelp($0, style).text }.joined()
  }

  /// The subcommands that some words name: all, those of a noun, or one.
  ///
  /// - Throws: `CommandError` with `command_unknown`, also for words that are too many.
  static func subcommands(_ words: [String]) throws(CommandError) -> [Subcommand] {
    let words = words.filter { $0 != "help" || words == ["help"] }
    guard let noun = words.first else { return Subcommand.all }
    var rest = words.dropFirst()
    let found: [Subcommand]
    if let named = Subcommand.named(noun) {
      found = [named]
    } else if let verb = rest.popFirst() {
      guard Subcommand.isNoun(noun) else { throw CommandWords.unknown(noun) }
      guard let named = Subcommand.named("\(noun).\(verb)") else {
        throw CommandWords.unknown(verb, of: noun)
      }
      found = [named]
    } else {
      guard Subcommand.isNoun(noun) else { throw CommandWords.unknown(noun) }
      found = Subcommand.all(of: noun)
    }
    guard let extra = rest.first else { return found }
    throw CommandError(
      .commandUnknown,
      "There is no command \(Plain.quoted(words.map(OptionValue.hyphenated).joined(separator: " "))): "
        + "\(Plain.quoted(OptionValue.hyphenated(extra))) is too much.",
      hint: "See `daybook help \(found[0].spelling)`."
    )
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
      style(.heading, "Customers, and what they own and do") + "\n"
        + list(Subcommand.all.filter { !isOther($0) })
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
    Actors, references, order numbers, command ids, titles of order lines, labels of adjustments
    and names of credit stand in the log for ever, even when a person is erased: put no name, e-mail
    or other personal value in them.
    """

  private static func noun(_ noun: String) -> String {
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

  /// The column at which text of help ends.
  static let width = 100
  /// A name longer than this stands on a line of its own.
  private static let greatestNameWidth = 52

  /// Names and texts in two columns, texts broken to lines.
  static func aligned(_ rows: [(name: String, text: String)]) -> String {
    let widths = rows.map { DisplayWidth.of($0.name) }
    let nameWidth = widths.filter { $0 <= greatestNameWidth }.max() ?? 0
    let indent = String(repeating: " ", count: nameWidth + 4)
    return rows.map { name, text in
      let lines = broken(text, width: width - nameWidth - 4)
      let taken = DisplayWidth.of(name)
      let first =
        taken > nameWidth
        ? "  \(name)\n\(indent)" : "  \(name)\(String(repeating: " ", count: nameWidth - taken))  "
      return first + lines.joined(separator: "\n" + indent)
    }.joined(separator: "\n")
  }

  /// A text in lines of at most that many columns.
  static func broken(_ text: String, width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines.count - 1
      if lines[last].isEmpty {
        lines[last] = String(word)
      } else if DisplayWidth.of(lines[last]) + DisplayWidth.of(String(word)) < width {
        lines[last] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
