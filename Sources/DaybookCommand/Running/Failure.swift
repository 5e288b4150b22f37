import Daybook
import Model
import Projections

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
      hint = Self.hint(refusal.code)
    case let error as CommandError:
      code = error.code.rawValue
      message = error.message
      status = ExitStatus(error.code)
      hint = error.hint
      excerpt = error.excerpt
      details = error.details
    case let error as ProjectionError where error.code == .unknownProjection:
      code = Refusal.Code.notFound.rawValue
      message = error.message
      status = ExitStatus(.notFound)
      details = ["kind": "projection"]
    default:
      if let error = LedgerError(error) {
        code = error.code.rawValue
        message = error.message
        status = ExitStatus(error.code)
        hint = error.hint
      } else {
        code = CommandError.Code.failed.rawValue
        message = "The program failed: \(error)."
        status = ExitStatus(CommandError.Code.failed)
      }
    }
    self.details = details
    self.hint = hint
    self.excerpt = excerpt
  }

  /// What somebody at a terminal can do about a refusal, where that is not plain.
  private static func hint(_ code: Refusal.Code) -> String? {
    switch code {
    case .reasonRequired: "Say why with --reason TEXT."
    case .conflict: "Look at the events with `daybook show POSITION`, then decide again."
    case .commandIDReused: "Take a new id for a new command."
    case .claimExpired: "Request a new claim with `daybook claim request`."
    default: nil
    }
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
