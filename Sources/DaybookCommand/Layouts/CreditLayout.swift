import Model

/// Credit for people: what is in each pot, and the bookings that explain it.
enum CreditLayout {
  static let bookings: [TableColumn] = [
    TableColumn("position", key: "position", isRight: true),
    TableColumn("time", key: "occurred_at"),
    TableColumn("pot", pot),
    TableColumn("booking", key: "kind"),
    TableColumn("amount", isRight: true, signedAmount),
    TableColumn("balance", isRight: true) { Cell.money($0["balance"], $0["currency"]) },
    TableColumn("order", key: "order", isRight: true),
    TableColumn("corrects", key: "corrects", isRight: true),
    TableColumn("name", key: "name", isFlexible: true),
  ]

  private static let balances: [TableColumn] = [
    TableColumn("pot", pot),
    TableColumn("balance", isRight: true) { Cell.money($0["balance"], $0["currency"]) },
  ]

  static func write(_ credit: JSON, _ session: Session) throws {
    let customer = "customer \(Cell.text(credit["customer"]))"
    let pots = credit["balances"].array ?? []
    guard !pots.isEmpty else {
      return try session.print(["There is no credit of \(customer), and never was."])
    }
    try session.print([session.style(.heading, "Credit of \(customer)")])
    try AnswerLayout.table(balances, pots, session)
    guard let entries = credit["entries"].array, !entries.isEmpty else { return }
    try session.print([""])
    try AnswerLayout.table(bookings, entries, session)
  }

  /// `9.00 EUR for all sites`.
  static func balance(_ pot: JSON) -> String {
    "\(Cell.money(pot["balance"], pot["currency"])) \(place(pot["site"]))"
  }

  /// `for all sites`, `on the site uk`.
  static func place(_ site: JSON) -> String {
    site.isNull ? "for all sites" : "on the site \(Cell.text(site))"
  }

  @Sendable private static func pot(_ entry: JSON) -> String {
    entry["site"].isNull ? "all sites" : "site \(Cell.text(entry["site"]))"
  }

  /// What the balance changed by: what was spent is less.
  @Sendable private static func signedAmount(_ entry: JSON) -> String {
    entry["kind"] == "spent"
      ? "-" + Cell.money(entry["amount"], entry["currency"])
      : Cell.signedMoney(entry["amount"], entry["currency"])
  }
}
