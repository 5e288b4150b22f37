import Daybook

/// Help on one subcommand.
struct SubcommandHelp {
  private let subcommand: Subcommand
  private let style: Style

  init(_ subcommand: Subcommand, _ style: Style) {
    self.subcommand = subcommand
    self.style = style
  }

  var text: String {
    var sections = ["\(subcommand.summary)\nusage: \(usage)"]
    let fields = FieldList(subcommand.fields, operands: subcommand.operands)
    if !fields.isEmpty {
      sections.append(style(.heading, "Fields") + "\n" + fields.text)
    }
    sections += notes
    let common = CommonOptions.descriptions.filter(subcommand.takes)
    sections.append(style(.heading, "Common options") + "\n" + FieldList(common).text)
    if case .write = subcommand.kind {
      let provenance = CommonOptions.provenanceDescriptions
      sections.append(style(.heading, "Who, why, when") + "\n" + FieldList(provenance).text)
      sections.append(Help.permanence)
    }
    return sections.joined(separator: "\n\n") + "\n"
  }

  /// The line with the required fields spelt out.
  private var usage: String {
    var words = ["daybook", subcommand.spelling]
    for operand in subcommand.operands {
      let word = FieldList.operand(operand)
      words.append(operand.isRequired ? word : "[\(word)]")
    }
    var isMore = false
    let operands = subcommand.operands.map(\.name)
    for field in subcommand.fields where !operands.contains(field.name) {
      if field.isRequired {
        let kind = FieldList.placeholder(field.kind, name: field.name)
        words.append("--\(OptionValue.hyphenated(field.name)) \(kind)")
      } else {
        isMore = true
      }
    }
    if isMore { words.append("[--field value …]") }
    return Help.broken(words.joined(separator: " "), width: Help.width - 8)
      .joined(separator: "\n         ")
  }

  private var notes: [String] {
    switch subcommand.kind {
    case .write:
      [
        """
        The value null clears a field. The same as a line of daybook apply, where names have
        underscores: {"command":"\(subcommand.name)",…}
        """
      ]
    case .query: []
    case .other(let type): type.notes
    }
  }
}
