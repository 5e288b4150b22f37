import Model

/// Claims for people.
enum ClaimLayout {
  static let columns: [TableColumn] = [
    TableColumn("claim", key: "claim", isRight: true),
    TableColumn("customer", key: "customer", isRight: true),
    TableColumn("e-mail", key: "email"),
    TableColumn("orders", key: "orders"),
    TableColumn("status", key: "status"),
    TableColumn("requested", key: "requested_at"),
    TableColumn("expires", key: "expires_at"),
    TableColumn("closed", key: "closed_at"),
  ]

  static func lines(_ claim: JSON, _ style: Style) -> [String] {
    var sheet = Sheet()
    for column in columns.dropFirst() { sheet.add(column.column.heading, column.text(claim)) }
    return [style(.heading, "Claim \(Cell.text(claim["claim"]))")] + sheet.lines(style)
  }
}
