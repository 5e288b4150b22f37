import Daybook
import Model

/// `explain`: where the value of a field came from.
struct ExplainField: Command {
  var entity = HistoricKind.order
  var id = ""
  var field = ""

  static let declaration = Declaration(
    "explain",
    "Shows where the value of a field came from, back to who typed it in.",
    [
      Field(required: "entity", \.entity, "What it is"),
      Field(required: "id", \.id, "Which one: a number, ref:<reference>, an e-mail …"),
      Field(required: "field", \.field, "Such as billing.address.postal_code"),
    ],
    empty: { ExplainField() }
  )

  static let operandCount = 3
  static let takesMoment = true
  static let notes = [
    """
    An order's address leads to the revision of the address-book entry that it was copied from, an
    order's buyer to the customer. Fields are named as by `daybook blame`.
    """,
    """
    With --json {field, value, steps}, each step {position, type, recorded_at, actor, channel,
    reason, note}, the nearest first, with profile and revision where it made or copied an entry.
    """,
  ]

  func run(in session: Session) throws -> ExitStatus {
    let entity = try entity.named(id)
    let moment = session.moment()
    let ledger = try session.openLedger()
    let explanation = try ledger.explain(
      entity,
      field: field,
      at: moment,
      site: try session.site()
    )
    try ExplanationLayout.write(explanation, session)
    return .done
  }
}
