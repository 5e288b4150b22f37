import Daybook
import Model

extension Refusal {
  /// An option that nothing is known by, with the nearest one that is.
  ///
  /// The path is its name in parts, as typed; known are the fields that could be given there.
  static func unknownOption(
    _ option: String,
    path: [String],
    _ known: [FieldDescription],
    for subcommand: Subcommand?
  ) -> Refusal {
    let name = path.map(OptionValue.underscored).joined(separator: ".")
    let names = names(known, prefix: "")
    let place = subcommand.map { " of daybook \($0.spelling)" } ?? ""
    let nearest =
      Spelling.nearest(to: name, among: names)
      .map { "did you mean --\(OptionValue.hyphenated($0))?" }
      ?? "see `daybook help\(subcommand.map { " \($0.spelling)" } ?? "")`."
    return Refusal(
      .fieldUnknown,
      "There is no option \(Plain.quoted(option))\(place); \(nearest)",
      details: ["field": .string(name)]
    )
  }

  /// An option without the value that it needs.
  static func missingValue(of name: String, _ following: String?) -> Refusal {
    let way = following.map { " (write --\(name)=\(Plain.text($0)) if that is its value)" } ?? ""
    return Refusal(
      .fieldInvalid,
      "The option --\(name) needs a value\(way).",
      details: ["field": .string(OptionValue.underscored(name))]
    )
  }

  private static func names(_ fields: [FieldDescription], prefix: String) -> [String] {
    fields.flatMap { field in
      if case .object(let inner) = field.kind {
        [prefix + field.name] + names(inner, prefix: prefix + field.name + ".")
      } else {
        [prefix + field.name]
      }
    }
  }
}
