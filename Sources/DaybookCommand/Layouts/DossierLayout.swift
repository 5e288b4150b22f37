import Daybook
import Model

/// Everything held about one person, for people: a heading for each part.
enum DossierLayout {
  private static let parts: [(title: String, rows: @Sendable (JSON) -> JSON, [TableColumn])] = [
    ("Address book", { $0["profiles"] }, ProfileLayout.columns),
    ("Orders", { $0["orders"] }, OrderLayout.columns),
    ("Claims", { $0["claims"] }, ClaimLayout.columns),
    ("Credit", { $0["credit"]["entries"] }, CreditLayout.bookings),
    ("Carts", { $0["carts"] }, CartLayout.columns),
    ("Newsletters", { $0["subscriptions"] }, NewsletterLayout.columns),
    ("Payment methods", { $0["payment_methods"] }, PaymentMethodLayout.columns),
    ("Events", { $0["events"] }, events),
  ]

  private static let events: [TableColumn] = [
    TableColumn("position", key: "position", isRight: true),
    TableColumn("time", key: "recorded_at"),
    TableColumn("type", key: "type"),
    TableColumn("actor", key: "actor"),
    TableColumn("channel", key: "channel"),
    TableColumn("reason", key: "reason", isFlexible: true),
  ]

  static func write(_ dossier: JSON, _ session: Session) throws {
    let style = session.style
    try session.print(CustomerLayout.lines(dossier["customer"], style))
    var empty: [String] = []
    for (title, rows, columns) in parts {
      let rows = rows(dossier).array ?? []
      guard !rows.isEmpty else {
        empty.append(title)
        continue
      }
      try session.print(["", style(.heading, title)])
      try AnswerLayout.table(columns, rows, session)
    }
    if !empty.isEmpty {
      try session.print(["", "Nothing is held of: \(empty.joined(separator: ", ").lowercased())."])
    }
    try session.print([
      "", style(.faint, "With --json every detail, addresses and events in full."),
    ])
  }
}
