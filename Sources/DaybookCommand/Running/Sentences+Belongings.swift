import Model

extension Sentences {
  /// The sentence of an event on what a customer has or gets: groups, roles, memberships, credit, carts
  /// and newsletters.
  static func belongingSentence(of event: Event) -> String? {
    let data = JSON.object(event.data)
    let customer = "customer \(Cell.text(data["customer"]))"
    return switch event.type {
    case "CustomerAddedToGroup": "\(customer) added to group \(Cell.text(data["group"]))"
    case "CustomerRemovedFromGroup": "\(customer) removed from group \(Cell.text(data["group"]))"
    case "RoleAssigned": "role \(Cell.text(data["role"])) assigned to \(customer)" + until(data)
    case "RoleRevoked": "role \(Cell.text(data["role"])) taken from \(customer)"
    case "MembershipGranted":
      "membership \(Cell.text(data["membership"])) granted to \(customer)" + until(data)
    case "MembershipRevoked": "membership \(Cell.text(data["membership"])) taken from \(customer)"
    case "CreditGranted":
      "\(money(data)) credit granted to \(customer) \(CreditLayout.place(data["site"]))"
        + left(data)
    case "CreditSpent":
      "\(customer) spent \(money(data)) of the credit \(CreditLayout.place(data["site"]))"
        + (data["order"].integer.map { " for order \($0)" } ?? "") + left(data)
    case "CreditCorrected":
      "credit of \(customer) \(CreditLayout.place(data["site"])) corrected by "
        + Cell.signedMoney(data["amount"], data["currency"]) + left(data)
    case "CartUpdated": "cart \(Cell.text(data["cart"])) updated: \(content(data))"
    case "CartAssigned":
      "cart \(Cell.text(data["cart"])) assigned to customer \(Cell.text(data["to"]))"
    case "NewsletterSubscribed": "\(subscriber(data)) subscribed to \(Cell.text(data["list"]))"
    case "NewsletterUnsubscribed":
      "\(subscriber(data)) unsubscribed from \(Cell.text(data["list"]))"
    default: nil
    }
  }

  private static func until(_ data: JSON) -> String {
    data["until"].isNull ? "" : " until \(Cell.text(data["until"]))"
  }

  private static func money(_ data: JSON) -> String {
    Cell.money(data["amount"], data["currency"])
  }

  private static func left(_ data: JSON) -> String {
    ", balance \(Cell.money(data["balance"], data["currency"]))"
  }

  /// `2 lines, 9.00 EUR`.
  private static func content(_ cart: JSON) -> String {
    let count = cart["lines"].array?.count ?? 0
    guard count > 0 else { return "empty" }
    let total = Cell.money(CartLayout.total(cart), cart["currency"])
    return "\(count) \(count == 1 ? "line" : "lines"), \(total)"
  }

  private static func subscriber(_ data: JSON) -> String {
    data["customer"].integer.map { "customer \($0)" } ?? "contact \(Cell.text(data["contact"]))"
  }
}
