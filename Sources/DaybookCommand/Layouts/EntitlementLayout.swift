import Model

/// What a customer is entitled to, for people: a line for each group, role, membership and pot.
enum EntitlementLayout {
  static func lines(_ entitlements: JSON, _ style: Style) -> [String] {
    var sheet = Sheet()
    for group in entitlements["groups"].array ?? [] {
      let discount = GroupLayout.discount(group)
      let list = Cell.text(group["price_list"])
      let terms = [
        discount.isEmpty ? nil : "\(discount) off", list.isEmpty ? nil : "price list \(list)",
      ].compactMap(\.self)
      let name = Cell.text(group["group"])
      sheet.add("group", terms.isEmpty ? name : "\(name): \(terms.joined(separator: ", "))")
    }
    for role in entitlements["roles"].array ?? [] { sheet.add("role", term(role, "role")) }
    for membership in entitlements["memberships"].array ?? [] {
      sheet.add("membership", term(membership, "membership"))
    }
    for pot in entitlements["credit"].array ?? [] { sheet.add("credit", CreditLayout.balance(pot)) }
    let customer = "Customer \(Cell.text(entitlements["customer"]))"
    let title = style(.heading, "\(customer) at \(Cell.text(entitlements["at"]))")
    return [title] + (sheet.isEmpty ? ["Entitled to nothing."] : sheet.lines(style))
  }

  /// `gold until 2027-03-01 (order 7)`.
  static func term(_ term: JSON, _ kind: String) -> String {
    let until = Cell.text(term["until"])
    let order = Cell.text(term["order"])
    return Cell.text(term[kind]) + (until.isEmpty ? "" : " until \(until)")
      + (order.isEmpty ? "" : " (order \(order))")
  }
}
