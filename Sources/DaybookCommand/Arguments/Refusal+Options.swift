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
    let place = subcommand.map { " of daybook \($0.spelling)" } ?? ""
    let nearest =
      Spelling.nearest(to: name, among: known.flatMap(\.paths))
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
}

extension FieldDescription {
  /// Its name, and behind it the dotted names of all that is inside.
  var paths: [String] {
    guard case .object(let inner) = kind else { return [name] }
    return [name] + inner.flatMap(\.paths).map { name + "." + $0 }
  }
}
