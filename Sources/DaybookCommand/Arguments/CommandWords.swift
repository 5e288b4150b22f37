import Daybook

/// Finds the words that name the subcommand, among common options that may stand before them.
struct CommandWords {
  /// One or two words, with underscores.
  private(set) var words: [String] = []
  /// All other arguments, in their order.
  private(set) var rest: [String] = []

  /// - Throws: `field_unknown` for an option before the words that is not a common one.
  init(_ arguments: [String]) throws {
    var index = 0
    while index < arguments.count, !isComplete {
      let argument = arguments[index]
      index += 1
      guard argument.hasPrefix("-"), argument != "-" else {
        words.append(OptionValue.underscored(argument))
        continue
      }
      rest.append(argument)
      if argument == "--" { break }
      if !argument.contains("="), try Self.takesValue(argument), index < arguments.count {
        rest.append(arguments[index])
        index += 1
      }
    }
    rest += arguments[index...]
  }

  private var isComplete: Bool {
    switch words.count {
    case 0: false
    case 1: Subcommand.named(words[0]) != nil || !Subcommand.isNoun(words[0])
    default: true
    }
  }

  private static func takesValue(_ option: String) throws -> Bool {
    let name = OptionValue.underscored(String(option.dropFirst(2)))
    guard option.hasPrefix("--"), let description = CommonOptions.description(of: name) else {
      throw Refusal.unknownOption(
        option,
        path: [String(option.dropFirst(2))],
        CommonOptions.descriptions + CommonOptions.provenanceDescriptions,
        for: nil
      )
    }
    if case .boolean = description.kind { return false }
    return true
  }

  /// The subcommand that the words name; nil when there are none.
  ///
  /// - Throws: `CommandError` with `command_unknown` and the nearest name.
  func subcommand() throws(CommandError) -> Subcommand? {
    guard let noun = words.first else { return nil }
    if words.count == 1, let found = Subcommand.named(noun) { return found }
    guard Subcommand.isNoun(noun) else { throw Self.unknown(noun) }
    guard words.count > 1 else {
      throw CommandError(
        .commandUnknown,
        "daybook \(Subcommand.spelling(noun)) needs a verb: \(Self.verbs(of: noun)).",
        hint: "See `daybook help \(Subcommand.spelling(noun))`."
      )
    }
    guard let found = Subcommand.named("\(noun).\(words[1])") else {
      throw Self.unknown(words[1], of: noun)
    }
    return found
  }

  static func unknown(_ noun: String) -> CommandError {
    let nearest = Spelling.nearest(to: noun, among: Subcommand.nouns)
    return CommandError(
      .commandUnknown,
      "There is no command \(Plain.quoted(OptionValue.hyphenated(noun))).",
      hint: nearest.map { "Did you mean `daybook \(Subcommand.spelling($0))`?" }
        ?? "See `daybook help`."
    )
  }

  static func unknown(_ verb: String, of noun: String) -> CommandError {
    let verbs = Subcommand.all(of: noun).compactMap(\.verb)
    let spelling = Subcommand.spelling(noun)
    let nearest = Spelling.nearest(to: verb, among: verbs)
    return CommandError(
      .commandUnknown,
      "There is no command \(Plain.quoted(spelling + " " + OptionValue.hyphenated(verb))).",
      hint: nearest.map { "Did you mean `daybook \(spelling) \(OptionValue.hyphenated($0))`?" }
        ?? "There are: \(Self.verbs(of: noun))."
    )
  }

  private static func verbs(of noun: String) -> String {
    Subcommand.all(of: noun).compactMap(\.verb).map(OptionValue.hyphenated).joined(separator: ", ")
  }
}
