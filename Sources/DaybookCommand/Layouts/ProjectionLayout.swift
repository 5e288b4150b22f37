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
    let columns = [
      Table.Column("projection"), Table.Column("version"), Table.Column("position", isRight: true),
      Table.Column("behind", isRight: true), Table.Column("rows", isRight: true),
    ]
    var table = Table(columns, style: session.style, output: session.output)
    for state in states {
      try table.add([
        Plain.text(state.projection), state.version, String(state.position), String(state.behind),
        String(state.rows),
      ])
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
    return members
  }
}
