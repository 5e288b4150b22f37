import Daybook
import Model

/// The fields of a thing with what happened to them.
enum HistoryLayout {
  private static let blameColumns = [
    Table.Column("field"), Table.Column("value", isFlexible: true),
    Table.Column("position", isRight: true), Table.Column("time"), Table.Column("actor"),
    Table.Column("channel"), Table.Column("reason", isFlexible: true),
    Table.Column("previous", isFlexible: true),
  ]

  private static let diffColumns = [
    Table.Column("field"), Table.Column("from", isFlexible: true),
    Table.Column("to", isFlexible: true), Table.Column("position", isRight: true),
  ]

  static func write(_ blame: Blame, lines: [Blame.Line], _ session: Session) throws {
    guard !session.isJSON else { return try write(lines.map(members), session) }
    try session.print([title(blame.kind, blame.number, session)])
    var table = Table(blameColumns, style: session.style, output: session.output)
    for line in lines {
      let (field, event) = (line.field, line.event)
      try table.add([
        Plain.text(field.path), text(field.content, field.path, blame.currency),
        String(field.position), Cell.time(event.recordedAt), Plain.text(event.actor),
        event.channel.rawValue, event.isErased ? Plain.erased : Plain.text(event.reason ?? ""),
        text(field.previous, field.path, blame.currency),
      ])
    }
    try table.finish()
  }

  static func write(_ difference: FieldDifference, _ session: Session) throws {
    guard !session.isJSON else { return try write(difference.changes.map(members), session) }
    let name = "\(difference.kind.rawValue) \(difference.number)"
    let range = "between positions \(difference.from) and \(difference.to)"
    guard !difference.changes.isEmpty else {
      return try session.output.line("Nothing of \(name) changed \(range).")
    }
    let title = title(difference.kind, difference.number, session)
    try session.print([title + session.style(.faint, "  \(range)")])
    var table = Table(diffColumns, style: session.style, output: session.output)
    for change in difference.changes {
      try table.add([
        Plain.text(change.path), text(change.from, change.path, difference.currency),
        text(change.to, change.path, difference.currency), String(change.position),
      ])
    }
    try table.finish()
  }

  private static func title(_ kind: HistoricKind, _ number: Int64, _ session: Session) -> String {
    session.style(.heading, "\(kind.rawValue.capitalizedFirst) \(number)")
  }

  private static func members(_ line: Blame.Line) -> MemberText {
    let (field, event) = (line.field, line.event)
    var members = MemberText()
    members.add("field", .string(field.path))
    members.add("value", field.content.json)
    members.add("position", .integer(field.position))
    members.add("recorded_at", .string(event.recordedAt.text))
    members.add("actor", .string(event.actor))
    members.add("channel", .string(event.channel.rawValue))
    members.add("reason", event.reason.map(JSON.string) ?? .null)
    members.add("previous", field.previous.json)
    if field.content.isErased { members.add("erased", true) }
    if field.previous.isErased { members.add("previous_erased", true) }
    return members
  }

  private static func members(_ change: FieldDifference.Change) -> MemberText {
    var members = MemberText()
    members.add("field", .string(change.path))
    members.add("from", change.from.json)
    members.add("to", change.to.json)
    members.add("position", .integer(change.position))
    if change.to.isErased { members.add("erased", true) }
    return members
  }

  /// A list that is one document.
  private static func write(_ rows: [MemberText], _ session: Session) throws {
    try session.output.write("[")
    for (index, row) in rows.enumerated() {
      if index > 0 { try session.output.write(",") }
      try session.output.write(row.whole)
    }
    try session.output.line("]")
  }

  /// What a field holds, as people read it; amounts with the currency they are in, where that is known.
  static func text(_ content: FieldContent, _ path: String, _ currency: JSON) -> String {
    guard case .value(let json) = content else { return Plain.erased }
    let parts = path.split(separator: ".")
    switch parts.first {
    case "credit" where parts.count > 1: return Cell.money(json, .string(String(parts[1])))
    case "roles", "memberships":
      guard !json.isNull else { return "" }
      let until = Cell.text(json["until"])
      let order = json["order"].integer.map { " (order \($0))" } ?? ""
      return (until.isEmpty ? "without end" : "until \(until)") + order
    case "total": return Cell.money(json, currency)
    case "lines", "adjustments":
      let isAmount = parts.last == "unit_price" || parts.last == "amount"
      return isAmount ? Cell.money(json, currency) : Cell.text(json)
    default: return Cell.text(json)
    }
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
