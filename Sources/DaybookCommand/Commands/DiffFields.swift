import Daybook
import Model

/// `diff`: what became different between two points of history.
struct DiffFields: Command {
  var entity = HistoricKind.customer
  var id = ""
  var from = RecordedPoint.now
  var to: RecordedPoint?

  static let declaration = Declaration(
    "diff",
    "Shows what became different of a customer, profile or order between two points of history.",
    [
      Field(required: "entity", \.entity, "What it is"),
      Field(required: "id", \.id, "Which one: a number, ref:<reference>, an e-mail …"),
      Field(required: "from", \.from, "A position, or a time of recording"),
      Field("to", \.to, "The same; now when left out"),
    ],
    empty: { DiffFields() }
  )

  static let operandCount = 4
  static let takesEffective = true
  static let notes = [
    """
    Fields are named as by `daybook blame`. The position is that of the event that changed the field
    last. What did not exist yet is compared with nothing; whoever was merged by then leads on.
    """,
    "With --json a list of {field, from, to, position}, empty when nothing changed.",
  ]

  func run(in session: Session) throws -> ExitStatus {
    let entity = try entity.named(id)
    let ledger = try session.openLedger()
    let difference = try ledger.diff(
      entity,
      from: from.recorded,
      to: to?.recorded ?? .now,
      effective: session.options.effective,
      site: try session.site()
    )
    try HistoryLayout.write(difference, session)
    return .done
  }
}
