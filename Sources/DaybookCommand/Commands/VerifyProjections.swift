import Daybook
import EventLog
import Model
import Projections

/// `projection verify`: read models compared with a fresh replay.
struct VerifyProjections: Command {
  var names: [String] = []

  static let declaration = Declaration(
    "projection.verify",
    "Compares read models with a fresh replay of the log.",
    [Field("names", \.names, "The read models; all when none is named")],
    empty: { VerifyProjections() }
  )

  static let notes = [
    "Names the first row and field of each table that differ; then the exit status is 4."
  ]

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    session.warnIfPrivate(ledger)
    let models = try session.currentModels(of: ledger)
    let found = try models.verify(names.isEmpty ? nil : names, against: ledger.log)
    if session.isJSON {
      var members = MemberText()
      members.add("ok", .boolean(found.isEmpty))
      members.add("differences", found.map(document))
      try session.print(members)
    } else {
      try session.print(lines(found, session.style))
    }
    return found.isEmpty ? .done : .unusable
  }

  private func document(_ difference: Difference) -> MemberText {
    var members = MemberText()
    members.add("projection", .string(difference.projection))
    members.add("table", .string(difference.table))
    members.add("key", difference.key)
    members.add("field", JSON(difference.field))
    members.add("live", difference.live)
    members.add("replayed", difference.replayed)
    return members
  }

  private func lines(_ found: [Difference], _ style: Style) -> [String] {
    guard !found.isEmpty else {
      return [style(.good, "All is well:") + " the read models are what a replay of the log gives."]
    }
    return found.flatMap { difference in
      [
        style(.bad, "\(difference.projection): ")
          + Plain.text("\(difference.table) \(difference.key.canonicalText)"),
        "  \(Plain.text(difference.field ?? "row"))",
        "    is         \(Plain.text(difference.live.canonicalText))",
        "    should be  \(Plain.text(difference.replayed.canonicalText))",
      ]
    } + ["`daybook projection rebuild` makes them anew."]
  }
}
