import Model

/// Customers for people.
enum CustomerLayout {
  static let columns: [TableColumn] = [
    TableColumn("customer", key: "customer", isRight: true),
    TableColumn("company", key: "company", isFlexible: true),
    TableColumn("last name", key: "last_name", isFlexible: true),
    TableColumn("first name", key: "first_name", isFlexible: true),
    TableColumn("country", key: "country"),
    TableColumn("state", key: "administrative_area"),
    // Everybody has one who was not erased since.
    TableColumn("e-mail") { $0["email"].isNull ? Plain.erased : Cell.text($0["email"]) },
    TableColumn("created", key: "created_at"),
    TableColumn("enabled", key: "enabled"),
    TableColumn("registered", key: "has_account"),
  ]

  static func lines(_ customer: JSON, _ style: Style) -> [String] {
    let kind = customer["has_account"].boolean == true ? "Customer" : "Guest"
    let name = [customer["first_name"], customer["last_name"]].map(Cell.text)
      .filter { !$0.isEmpty }.joined(separator: " ")
    let title = "\(kind) \(Cell.text(customer["customer"]))" + (name.isEmpty ? "" : "  \(name)")
    return [style(.heading, title) + states(customer, style)] + sheet(customer).lines(style)
  }

  /// What is out of the ordinary.
  private static func states(_ customer: JSON, _ style: Style) -> String {
    var states: [String] = []
    if customer["enabled"].boolean == false { states.append("disabled") }
    if customer["removed"].boolean == true { states.append("removed") }
    if customer["erased"].boolean == true { states.append("erased") }
    if customer["erased_since"].boolean == true { states.append("erased since") }
    return states.map { "  " + style(.bad, $0) }.joined()
  }

  private static func sheet(_ customer: JSON) -> Sheet {
    var sheet = Sheet()
    sheet.add("e-mail", Cell.text(customer["email"]))
    sheet.add("user name", Cell.text(customer["username"]))
    sheet.add("phone", Cell.text(customer["phone"]))
    sheet.add("company", Cell.text(customer["company"]["name"]))
    sheet.add("organization id", Cell.text(customer["company"]["organization_id"]))
    sheet.add("tax id", Cell.text(customer["company"]["tax_id"]))
    sheet.add("site", Cell.text(customer["site"]))
    sheet.add("reference", Cell.text(customer["reference"]))
    sheet.add("groups", Cell.text(customer["groups"]))
    sheet.add("roles", list(customer["roles"]) { EntitlementLayout.term($0, "role") })
    sheet.add(
      "memberships",
      list(customer["memberships"]) { EntitlementLayout.term($0, "membership") }
    )
    sheet.add("credit", list(customer["credit"], CreditLayout.balance))
    sheet.add("contact", Cell.text(customer["contact"]))
    sheet.add("orders", Cell.text(customer["orders"]))
    sheet.add("billing profile", Cell.text(customer["default_billing_profile"]))
    sheet.add("shipping profile", Cell.text(customer["default_shipping_profile"]))
    for (key, value) in customer["metadata"].object ?? [:] {
      sheet.add(Plain.text(key), Cell.text(value))
    }
    sheet.add("created", Cell.text(customer["created_at"]))
    sheet.add("updated", Cell.text(customer["updated_at"]))
    sheet.add("last change", customer["last_position"].integer.map { "position \($0)" } ?? "")
    return sheet
  }

  private static func list(_ json: JSON, _ text: (JSON) -> String) -> String {
    (json.array ?? []).map(text).joined(separator: ", ")
  }
}
