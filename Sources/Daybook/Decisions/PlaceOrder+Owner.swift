import Model

/// Whose order it is, as far as placing it needs to know.
struct OrderOwner {
  let number: Int64
  let site: String
  let email: String?
  let hasAccount: Bool
  let buyer: JSONObject?

  init(_ customer: CustomerState) {
    number = customer.number
    site = customer.site
    email = customer.email
    hasAccount = customer.hasAccount
    buyer = customer.buyer
  }

  /// A guest who is recorded by the same command.
  init(newGuest number: Int64, site: String, email: String) {
    self.number = number
    self.site = site
    self.email = email
    hasAccount = false
    buyer = nil
  }
}

extension PlaceOrder {
  func owner(in context: inout DecisionContext) throws -> OrderOwner {
    if let customer { return OrderOwner(try context.customer(customer)) }
    guard let email else {
      throw Refusal(.customerRequired, "An order needs a customer or an e-mail.")
    }
    let holders = try context.holders(of: email)
    if context.provenance.channel != .checkout, let account = holders.registered {
      return OrderOwner(account)
    }
    if let guest = holders.guest { return OrderOwner(guest) }
    let number = try context.recordGuest(email, site: context.site, holders)
    return OrderOwner(newGuest: number, site: context.site, email: email.text)
  }
}
