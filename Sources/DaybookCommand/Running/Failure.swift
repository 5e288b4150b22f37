import Daybook
import Model
import SQLite

/// An error as the program reports it, wherever it came from.
struct Failure: Sendable {
  let code: String
  let message: String
  let details: JSONObject
  let hint: String?
  let excerpt: String?
  let status: ExitStatus

  init(_ error: any Error) {
    var details = JSONObject()
    var hint: String?
    var excerpt: String?
    switch error {
    case let refusal as Refusal:
      code = refusal.code.rawValue
      message = refusal.message
      status = ExitStatus(refusal.code)
      details = refusal.details
    case let error as CommandError:
      code = error.code.rawValue
      message = error.message
      status = ExitStatus(error.code)
      hint = error.hint
      excerpt = error.excerpt
    default:
      let error =
        LedgerError(error) ?? LedgerError(.storageFailed, "The program failed: \(error).")
      code = error.code.rawValue
      message = error.message
      status = ExitStatus(error.code)
      hint = error.hint
    }
    self.details = details
    self.hint = hint
    self.excerpt = excerpt
  }

  /// `{"code":…,"message":…,"details":{…}}`.
  var json: MemberText {
    var members = MemberText()
    members.add("code", .string(code))
    members.add("message", .string(message))
    members.add("details", .object(details))
    return members
  }
}
