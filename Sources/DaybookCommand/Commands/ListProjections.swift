import Daybook
import EventLog
import Projections

/// `projection list`: how far the read models are.
struct ListProjections: Command {
  static let declaration = Declaration(
    "projection.list",
    "Lists the read models: version, position, how far behind, rows.",
    [],
    empty: { ListProjections() }
  )

  static let notes = [
    """
    One that was added is marked so; a "problem" says why it was given up: it is tried again by
    projection rebuild, or when it is added with other texts.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    session.warnIfPrivate(ledger)
    try ProjectionLayout.write(try session.currentModels(of: ledger).state(ledger.log), session)
    return .done
  }
}
