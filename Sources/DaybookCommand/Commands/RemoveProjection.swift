import Daybook
import EventLog
import Model
import Projections

/// `projection remove`: takes away a read model that was added.
struct RemoveProjection: Command {
  var projection = ""

  static let declaration = Declaration(
    "projection.remove",
    "Removes a read model that was added, with its tables; the log is not affected.",
    [Field(required: "projection", \.projection, "Its name")],
    empty: { RemoveProjection() }
  )

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    _ = try session.readModels(of: ledger)
    try ledger.removeProjection(projection)
    if session.isJSON {
      var members = MemberText()
      members.add("projection", .string(projection))
      try session.print(members)
    } else {
      try session.output.line("Read model \(Plain.text(projection)) removed.")
    }
    return .done
  }
}
