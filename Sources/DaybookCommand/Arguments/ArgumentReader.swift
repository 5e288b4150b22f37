import Daybook
import Model

/// Turns the arguments into an invocation.
package struct ArgumentReader {
  private let arguments: [String]
  private let subcommand: Subcommand
  private var position = 0
  private var common = JSONObject()
  private var invocation: Invocation

  /// - Throws: `Refusal`, or `CommandError` with `command_unknown`.
  package static func read(_ arguments: [String]) throws -> Invocation {
    let words = try CommandWords(arguments)
    guard let subcommand = try words.subcommand() else {
      throw CommandError(.commandUnknown, "No command is given.", hint: "See `daybook help`.")
    }
    var reader = ArgumentReader(words.rest, subcommand)
    try reader.run()
    return reader.invocation
  }

  private init(_ arguments: [String], _ subcommand: Subcommand) {
    self.arguments = arguments
    self.subcommand = subcommand
    invocation = Invocation(subcommand: subcommand)
  }

  private mutating func run() throws {
    try checkText()
    var areOptionsOver = false
    while let argument = next() {
      if areOptionsOver || isOperand(argument) {
        try operand(argument)
      } else if argument == "--" {
        areOptionsOver = true
      } else {
        try option(argument)
      }
    }
    // A variable that was never set must not lead to another ledger.
    if common["ledger"]?.string?.isEmpty == true {
      throw Refusal.invalid("ledger", "must not be empty")
    }
    invocation.options = try CommonOptions(field: .object(common))
    for option in CommonOptions.descriptions
    where !subcommand.takes(option) && common[option.name] != nil {
      throw Refusal.invalid(option.name, "has no meaning for daybook \(subcommand.spelling)")
    }
    guard !invocation.options.csv || !invocation.options.json else {
      throw Refusal.invalid("csv", "and --json exclude each other")
    }
  }

  /// Arguments that are not UTF-8 come here with the mark of what could not be read; the ledger is
  /// to keep what people type, or refuse it.
  private func checkText() throws(Refusal) {
    for (index, argument) in arguments.enumerated()
    where argument.unicodeScalars.contains("\u{FFFD}") {
      let place = index == 0 ? "" : " behind \(index) other\(index == 1 ? "" : "s")"
      throw Refusal(.fieldInvalid, "The argument\(place) is not valid UTF-8.")
    }
  }

  /// A value, which no error repeats: it may be somebody's name or e-mail.
  private mutating func operand(_ text: String) throws {
    let operands = subcommand.operands
    let open = operands.first { invocation.fields[$0.name] == nil }
    guard let field = open ?? operands.last else {
      throw Refusal(
        .fieldUnknown,
        "daybook \(subcommand.spelling) takes options only, and there is an argument that is none."
      )
    }
    if invocation.fields[field.name] != nil {
      guard case .list = field.kind else {
        throw Refusal(
          .fieldUnknown,
          "There is an argument too many: \(field.name) is given already.",
          details: ["field": .string(field.name)]
        )
      }
    }
    try OptionValue.set([field.name], to: text, in: &invocation.fields, subcommand.fields)
  }

  private mutating func option(_ argument: String) throws {
    guard argument.hasPrefix("--") else {
      throw unknown(argument, among: [])
    }
    let parts = argument.dropFirst(2).split(
      separator: "=",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    let name = String(parts.first ?? "")
    let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let kind = OptionValue.kind(of: path, among: subcommand.fields) {
      let value = try value(of: name, kind, inline: parts)
      try OptionValue.set(path, to: value, in: &invocation.fields, subcommand.fields)
    } else if let kind = OptionValue.kind(of: path, among: CommonOptions.descriptions) {
      let value = try value(of: name, kind, inline: parts)
      try OptionValue.set(path, to: value, in: &common, CommonOptions.descriptions)
    } else if let kind = OptionValue.kind(of: path, among: CommonOptions.provenanceDescriptions) {
      let value = try value(of: name, kind, inline: parts)
      try OptionValue.set(
        path,
        to: value,
        in: &invocation.provenance,
        CommonOptions.provenanceDescriptions
      )
    } else {
      throw unknown("--\(name)", among: path)
    }
  }

  /// The text of an option's value: behind `=`, or the next argument.
  private mutating func value(
    of name: String,
    _ kind: FieldKind,
    inline parts: [Substring]
  ) throws -> String {
    if parts.count == 2 { return String(parts[1]) }
    let following = position < arguments.count ? arguments[position] : nil
    if case .boolean = kind {
      guard let following, ["true", "false", "yes", "no", "null"].contains(following) else {
        return "true"
      }
      position += 1
      return following
    }
    guard let following, !following.hasPrefix("--") || following.contains(" ") else {
      throw Refusal.missingValue(of: name, following)
    }
    position += 1
    return following
  }

  private func unknown(_ option: String, among path: [String]) -> Refusal {
    let known =
      subcommand.fields + CommonOptions.descriptions
      + CommonOptions.provenanceDescriptions
    return .unknownOption(option, path: path, known, for: subcommand)
  }

  private mutating func next() -> String? {
    guard position < arguments.count else { return nil }
    defer { position += 1 }
    return arguments[position]
  }

  /// Whether this is no option: also `-`, a negative number, and SQL that begins with a remark.
  private func isOperand(_ argument: String) -> Bool {
    guard argument.hasPrefix("-") else { return true }
    guard let second = argument.dropFirst().first else { return true }
    if ("0"..."9").contains(second) { return true }
    return second == "-" && argument.dropFirst(2).first?.isWhitespace == true
  }
}
