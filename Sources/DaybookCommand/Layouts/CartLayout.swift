import Model

/// Open carts for people.
enum CartLayout {
  static let columns: [TableColumn] = [
    TableColumn("cart", key: "cart", isRight: true),
    TableColumn("customer", key: "customer", isRight: true),
    TableColumn("e-mail", key: "email"),
    TableColumn("lines", isRight: true) { String($0["lines"].array?.count ?? 0) },
    TableColumn("total", isRight: true) { Cell.money(total($0), $0["currency"]) },
    TableColumn("site", key: "site"),
    TableColumn("touched", key: "updated_at"),
    TableColumn("reference", key: "reference"),
  ]

  static func lines(_ cart: JSON, _ style: Style) -> [String] {
    var sheet = Sheet()
    let shown = ["customer", "e-mail", "site", "touched", "reference"]
    for column in columns where shown.contains(column.column.heading) {
      sheet.add(column.column.heading, column.text(cart))
    }
    let title = style(.heading, "Cart \(Cell.text(cart["cart"]))")
    guard cart["lines"].array?.isEmpty == false else {
      return [title + "  empty"] + sheet.lines(style)
    }
    var priced = cart.object ?? [:]
    priced["total"] = total(cart)
    return [title] + sheet.lines(style) + [""] + OrderLines(.object(priced), style).lines
  }

  /// What all lines come to; null for more than any amount can be.
  static func total(_ cart: JSON) -> JSON {
    var total: Int64 = 0
    for line in cart["lines"].array ?? [] {
      let (amount, overflows) = (line["quantity"].integer ?? 0)
        .multipliedReportingOverflow(by: line["unit_price"].integer ?? 0)
      let (sum, overflowsToo) = total.addingReportingOverflow(amount)
      guard !overflows, !overflowsToo else { return .null }
      total = sum
    }
    return .integer(total)
  }
}
