import Model

/// Events for people.
enum EventLayout {
  static let columns = [
    Table.Column("position", isRight: true), Table.Column("time"), Table.Column("type"),
    Table.Column("tags"), Table.Column("actor"), Table.Column("reason", isFlexible: true),
  ]

  /// A row of the table, its type as far to the right as there are causes above it.
  static func row(_ event: Event, depth: Int = 0) -> [String] {
    let indent = String(repeating: "  ", count: min(depth, greatestIndent))
    return [
      String(event.position), Cell.time(event.recordedAt), indent + Plain.text(event.type),
      Plain.text(event.tags.joined(separator: " ")), Plain.text(event.actor),
      event.isErased ? Plain.erased : Plain.text(event.reason ?? ""),
    ]
  }

  /// Behind which causes stand below each other.
  private static let greatestIndent = 20

  static func lines(_ event: Event, _ style: Style) -> [String] {
    var sheet = Sheet()
    sheet.add("recorded", Cell.time(event.recordedAt))
    sheet.add("occurred", Cell.time(event.occurredAt))
    sheet.add("actor", Plain.text(event.actor))
    sheet.add("channel", event.channel.rawValue)
    sheet.add("reason", Plain.text(event.reason ?? ""))
    sheet.add("command id", Plain.text(event.commandID ?? ""))
    sheet.add("correlation id", Plain.text(event.correlationID ?? ""))
    sheet.add("causation", event.causation.map { "position \($0)" } ?? "")
    sheet.add("tags", Plain.text(event.tags.joined(separator: " ")))
    if event.isErased { sheet.add("erased", "yes: the personal part is gone") }
    let title = "Event \(event.position)  \(Plain.text(event.type))"
    let version = style(.faint, "  version \(event.version)")
    return [style(.heading, title) + version] + sheet.lines(style) + [""]
      + Flat.sheet(.object(event.data)).lines(style)
  }
}
