import Daybook
import EventLog
import Model

/// `show`: one event in full.
struct ShowEvent: Command {
  var position: Int64 = 0

  static let declaration = Declaration(
    "show",
    "Prints one event in full.",
    [Field(required: "position", \.position, "Its position in the log")],
    empty: { ShowEvent() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    guard let event = try ledger.log.event(at: position) else {
      throw Refusal(
        .notFound,
        "There is no event at position \(position); the log ends at \(try ledger.log.size()).",
        details: ["kind": "event"]
      )
    }
    if session.isJSON {
      try session.print(MemberText(event))
    } else {
      try session.print(EventLayout.lines(event, session.style))
    }
    return .done
  }
}
