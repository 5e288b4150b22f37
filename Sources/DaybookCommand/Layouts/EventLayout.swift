import Model

/// Events for people.
enum EventLayout {
  static let columns = [
    Table.Column("position", isRight: true), Table.Column("time"), Table.Column("type"),
    Table.Column("tags"), Table.Column("actor"), Table.Column("reason", isFlexible: true),
  ]

  static func row(_ event: Event) -> [String] {
    [
      String(event.position), Cell.time(event.recordedAt), Plain.text(event.type),
      Plain.text(event.tags.joined(separator: " ")), Plain.text(event.actor),
      event.isErased ? "(erased)" : Plain.text(event.reason ?? ""),
    ]
  }

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
