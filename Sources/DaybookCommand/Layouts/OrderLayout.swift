import Model

/// Orders for people.
enum OrderLayout {
  static let columns: [TableColumn] = [
    TableColumn("order", key: "order", isRight: true),
    TableColumn("number", key: "number"),
    TableColumn("site", key: "site"),
    TableColumn("customer", key: "customer", isRight: true),
    TableColumn("e-mail", key: "email"),
    TableColumn("status", key: "status"),
    TableColumn("total", isRight: true) { Cell.money($0["total"], $0["currency"]) },
    TableColumn("placed", key: "placed_at"),
  ]

  static func lines(_ order: JSON, _ style: Style, width: Int?) -> [String] {
    let status = Cell.text(order["status"])
    var lines = [
      style(.heading, "Order \(Cell.text(order["order"]))") + "  "
        + style(status == "cancelled" ? .bad : .good, status)
    ]
    lines += sheet(order).lines(style)
    lines += [""] + OrderLines(order, style).lines
    lines += [""] + Blocks.lines(copies(order), width: width, style)
    let original = OrderChanges.lines(order, style, width: width)
    if !original.isEmpty { lines += [""] + original }
    return lines
  }

  private static func sheet(_ order: JSON) -> Sheet {
    var sheet = Sheet()
    sheet.add("number", Cell.text(order["number"]))
    sheet.add("customer", Cell.text(order["customer"]))
    sheet.add("e-mail", Cell.text(order["email"]))
    let buyer = [order["buyer"]["first_name"], order["buyer"]["last_name"]].map(Cell.text)
    let isErased = order["buyer_erased"].boolean == true
    sheet.add(
      "buyer",
      isErased ? Plain.erased : buyer.filter { !$0.isEmpty }.joined(separator: " ")
    )
    sheet.add("company", Cell.text(order["buyer"]["company"]["name"]))
    sheet.add("site", Cell.text(order["site"]))
    let placed = Cell.text(order["placed_at"])
    let channel = Cell.text(order["channel"])
    sheet.add("placed", "\(placed) by \(Cell.text(order["placed_by"])) (\(channel))")
    sheet.add("paid", Cell.text(order["paid_at"]))
    sheet.add("groups", Cell.text(order["groups"]))
    sheet.add("cart", Cell.text(order["cart"]))
    sheet.add("reference", Cell.text(order["reference"]))
    for (key, value) in order["metadata"].object ?? [:] {
      sheet.add(Plain.text(key), Cell.text(value))
    }
    return sheet
  }

  /// Billing, then each shipment.
  private static func copies(_ order: JSON) -> [[StyledLine]] {
    var blocks: [[StyledLine]] = []
    if !order["billing"].isNull {
      blocks.append(block("Billing", order["billing"]))
    } else if order["erased"].boolean == true {
      blocks.append([StyledLine("Billing", .heading), StyledLine(Plain.erased)])
    }
    let original = order["original"]["shipments"].array.map { Set($0.map { $0["shipment"] }) }
    for shipment in order["shipments"].array ?? [] {
      let method = Cell.text(shipment["method"])
      let title =
        "Shipment \(Cell.text(shipment["shipment"]))" + (method.isEmpty ? "" : " (\(method))")
      let isAdded = original?.contains(shipment["shipment"]) == false
      blocks.append(block(title + (isAdded ? ", added later" : ""), shipment["shipping"]))
    }
    return blocks
  }

  /// One copy of an address, and where it came from.
  static func block(_ title: String, _ copy: JSON) -> [StyledLine] {
    let phone = Cell.text(copy["phone"])
    let fields = (copy["fields"].object ?? [:]).map { "\(Plain.text($0)): \(Cell.text($1))" }
    let lines = AddressLayout.lines(copy["address"]) + (phone.isEmpty ? [] : [phone]) + fields
    return [StyledLine(title, .heading)] + lines.map { StyledLine($0) }
      + [StyledLine(source(of: copy), .faint)]
  }

  private static func source(of copy: JSON) -> String {
    guard let profile = copy["profile"].integer else { return "from no address book" }
    let state = copy["in_sync"].boolean == true ? "as in the book" : "differs from the book"
    return "profile \(profile), revision \(Cell.text(copy["revision"])): \(state)"
  }
}
