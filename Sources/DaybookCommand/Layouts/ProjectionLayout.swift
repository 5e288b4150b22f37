import Model
import Projections

/// The state of read models, for people and programs.
enum ProjectionLayout {
  static func write(_ states: [State], _ session: Session) throws {
    if session.isJSON {
      var members = MemberText()
      members.add("count", .integer(Int64(states.count)))
      members.add("projections", states.map(document))
      return try session.print(members)
    }
    var columns = [
      Table.Column("projection"), Table.Column("version"), Table.Column("position", isRight: true),
      Table.Column("behind", isRight: true), Table.Column("rows", isRight: true),
    ]
    let showsAdded = states.contains(where: \.isAdded)
    if showsAdded { columns.append(Table.Column("added")) }
    var table = Table(columns, style: session.style, output: session.output)
    for state in states {
      let cells = [
        Plain.text(state.projection), state.version, String(state.position), String(state.behind),
        String(state.rows),
      ]
      let added = state.problem == nil ? "yes" : "given up"
      try table.add(cells + (showsAdded ? [state.isAdded ? added : ""] : []))
    }
    try table.finish()
  }

  static func document(_ state: State) -> MemberText {
    var members = MemberText()
    members.add("projection", .string(state.projection))
    members.add("version", .string(state.version))
    members.add("position", .integer(state.position))
    members.add("behind", .integer(state.behind))
    members.add("rows", .integer(state.rows))
    if state.isAdded { members.add("added", true) }
    if let problem = state.problem { members.add("problem", .string(problem)) }
    return members
  }
}
