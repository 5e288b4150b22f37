import Model

/// What an order was placed with, where that has changed since.
enum OrderChanges {
  static func lines(_ order: JSON, _ style: Style, width: Int?) -> [String] {
    let original = order["original"]
    var blocks: [[StyledLine]] = []
    if isChanged(order["billing"], original["billing"]) {
      blocks.append(OrderLayout.block("Billing at placement", original["billing"]))
    }
    let present = Dictionary(
      (order["shipments"].array ?? []).map { ($0["shipment"], $0["shipping"]) },
      uniquingKeysWith: { first, _ in first }
    )
    for before in original["shipments"].array ?? [] {
      let now = present[before["shipment"]] ?? .null
      guard isChanged(now, before["shipping"]) else { continue }
      let title = "Shipment \(Cell.text(before["shipment"])) at placement"
      blocks.append(OrderLayout.block(title, before["shipping"]))
    }
    var lines: [String] = []
    if original["email"] != order["email"], !original["email"].isNull {
      lines.append("Placed with the e-mail \(Cell.text(original["email"])).")
    }
    if !lines.isEmpty, !blocks.isEmpty { lines.append("") }
    return lines + Blocks.lines(blocks, width: width, style)
  }

  private static func isChanged(_ now: JSON, _ before: JSON) -> Bool {
    !before.isNull && ["address", "phone", "fields"].contains { now[$0] != before[$0] }
  }
}
