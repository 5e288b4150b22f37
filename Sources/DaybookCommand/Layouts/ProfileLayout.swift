import Model

/// Address-book entries for people.
enum ProfileLayout {
  static let columns: [TableColumn] = [
    TableColumn("profile", key: "profile", isRight: true),
    TableColumn("type", key: "type"),
    TableColumn("revision", key: "revision", isRight: true),
    TableColumn("default for", usages),
    TableColumn("enabled", key: "enabled"),
    TableColumn("phone", key: "phone"),
    TableColumn("address", isFlexible: true) { profile in
      isErased(profile) ? Plain.erased : AddressLayout.line(profile["address"])
    },
  ]

  static func lines(_ profile: JSON, _ style: Style) -> [String] {
    var sheet = Sheet()
    sheet.add("customer", Cell.text(profile["customer"]))
    sheet.add("type", Cell.text(profile["type"]))
    sheet.add("revision", Cell.text(profile["revision"]))
    sheet.add("default for", usages(profile))
    sheet.add("phone", Cell.text(profile["phone"]))
    for (key, value) in profile["fields"].object ?? [:] {
      sheet.add(Plain.text(key), Cell.text(value))
    }
    sheet.add("reference", Cell.text(profile["reference"]))
    let title = style(.heading, "Profile \(Cell.text(profile["profile"]))")
    let state = profile["enabled"].boolean == false ? "  " + style(.bad, "disabled") : ""
    let address = isErased(profile) ? [Plain.erased] : AddressLayout.lines(profile["address"])
    return [title + state] + address + [""] + sheet.lines(style)
  }

  @Sendable private static func isErased(_ profile: JSON) -> Bool {
    profile["erased"].boolean == true
  }

  @Sendable private static func usages(_ profile: JSON) -> String {
    [("default_billing", "billing"), ("default_shipping", "shipping")]
      .filter { profile[$0.0].boolean == true }.map(\.1).joined(separator: ", ")
  }
}
