import Daybook
import EventLog
import Model
import Projections

/// `projection add`: a read model of one's own, from a folder of SQL.
struct AddProjection: Command {
  var folder = ""

  static let declaration = Declaration(
    "projection.add",
    "Adds a read model from a folder of SQL files, filled from the whole log.",
    [Field(required: "folder", \.folder, "Has schema.sql and on-<event>.sql; gives it its name")],
    empty: { AddProjection() }
  )

  static let notes = [
    """
    Its texts are kept in the ledger file, so that every process keeps the read model up to date; ask
    it with daybook sql. Adding a folder again replaces what it has changed.
    """
  ]

  func run(in session: Session) throws -> ExitStatus {
    let found = try DefinitionFolder(folder)
    let ledger = try session.openLedger()
    let models = try session.readModels(of: ledger)
    let progress = session.progress("filling")
    let addition = try ledger.addProjection(found.name, found.texts, progress: progress.report)
    progress.finish()
    guard
      let state = try models.state(ledger.log).first(where: { $0.projection == found.name })
    else { throw CommandError(.failed, "Another program has removed \(found.name) meanwhile.") }
    if session.isJSON {
      var members = ProjectionLayout.document(state)
      members.add("changed", .boolean(addition != .unchanged))
      members.add("ignored", .array(found.ignored.map(JSON.string)))
      try session.print(members)
    } else {
      try session.output.line(Self.sentence(addition, state))
      if !found.ignored.isEmpty {
        let names = found.ignored.map(Plain.text).joined(separator: ", ")
        session.warn("Ignored what is no file of SQL: \(names).")
      }
    }
    session.warn(ofProblems: [state])
    return .done
  }

  private static func sentence(_ addition: OpenLedger.Addition, _ state: State) -> String {
    let name = state.projection
    let rows = "\(Cell.count(state.rows)) row\(state.rows == 1 ? "" : "s")"
    let size = "\(rows) as of position \(state.position)"
    return switch addition {
    case .added: "Read model \(name) added: \(size)."
    case .replaced: "Read model \(name) replaced: \(size)."
    case .unchanged: "Nothing changed: the read model \(name) is there already."
    }
  }
}
