import Model

/// Groups of customers for people.
enum GroupLayout {
  static let columns: [TableColumn] = [
    TableColumn("group", key: "group"),
    TableColumn("name", key: "name", isFlexible: true),
    TableColumn("discount", isRight: true, discount),
    TableColumn("price list", key: "price_list"),
    TableColumn("members", key: "members", isRight: true),
  ]

  static func lines(_ group: JSON, _ style: Style) -> [String] {
    var sheet = Sheet()
    sheet.add("name", Cell.text(group["name"]))
    sheet.add("discount", discount(group))
    sheet.add("price list", Cell.text(group["price_list"]))
    for (key, value) in group["metadata"].object ?? [:] {
      sheet.add(Plain.text(key), Cell.text(value))
    }
    sheet.add("members", Cell.text(group["members"]))
    sheet.add("customers", Cell.text(group["customers"]))
    return [style(.heading, "Group \(Cell.text(group["group"]))")] + sheet.lines(style)
  }

  /// `10 %`.
  @Sendable static func discount(_ group: JSON) -> String {
    group["discount_percent"].integer.map { "\($0) %" } ?? ""
  }
}
