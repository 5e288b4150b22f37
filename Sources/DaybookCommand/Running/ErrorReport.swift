import Model

/// An error on stderr: for people a sentence with a hint, for programs an object.
enum ErrorReport {
  static func write(
    _ failure: Failure,
    to errors: Output,
    isJSON: Bool,
    _ style: Style
  ) throws(OutputError) {
    guard !isJSON else {
      var document = MemberText()
      document.add("error", failure.json)
      return try errors.write(document.line)
    }
    let label = style(.bad, "error[\(failure.code)]:")
    try errors.line("\(label) \(Plain.text(failure.message))")
    for problem in failure.details["problems"]?.array ?? [] {
      let place = problem["path"].string.map { $0 + "." } ?? ""
      let field = place + (problem["field"].string ?? "")
      try errors.line("  \(Plain.text(field)): \(Cell.text(problem["problem"]))")
    }
    if let excerpt = failure.excerpt { try errors.write(excerpt) }
    if let hint = failure.hint { try errors.line("\(style(.warning, "hint:")) \(hint)") }
  }
}
