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

  func run(in session: Session) throws -> ExitStatus {
    let ledger = try session.openLedger()
    session.warnIfPrivate(ledger)
    try ProjectionLayout.write(try session.currentModels(of: ledger).state(ledger.log), session)
    return .done
  }
}
