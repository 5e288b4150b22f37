import Model

/// What goes wrong in the command line itself.
package struct CommandError: Error, Equatable, Sendable {
  /// Why, as a stable word.
  ///
  /// The raw values are part of the program's interface.
  package enum Code: String, Sendable, CaseIterable {
    case commandUnknown = "command_unknown"
    case failed
    case fileExists = "file_exists"
    case fileUnreadable = "file_unreadable"
    case importInvalid = "import_invalid"
    case outputFailed = "output_failed"
    case proofInvalid = "proof_invalid"
    case queryTooLong = "query_too_long"
    case sqlInvalid = "sql_invalid"
    case sqlNotAllowed = "sql_not_allowed"
  }

  let code: Code
  /// A sentence: what happened, what was expected.
  let message: String
  /// What to do next, where there is something.
  let hint: String?
  /// The lines that show where, for people.
  let excerpt: String?
  /// Facts for programs.
  let details: JSONObject

  init(
    _ code: Code,
    _ message: String,
    hint: String? = nil,
    excerpt: String? = nil,
    details: JSONObject = [:]
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.excerpt = excerpt
    self.details = details
  }
}
