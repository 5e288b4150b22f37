import Model

extension DecisionContext {
  /// Whom a command on newsletters means, and on which site.
  ///
  /// An e-mail is that of the site's customer with it, an account before a guest, else a contact's.
  mutating func subscriber(
    _ customer: CustomerReference?,
    _ email: EmailAddress?
  ) throws -> (Subscriber, site: String) {
    var owner: CustomerState?
    var holders: EmailHolders?
    switch (customer, email) {
    case (let customer?, nil): owner = try self.customer(customer)
    case (nil, let email?):
      let found = try self.holders(of: email)
      owner = found.registered ?? found.guest
      holders = found
    case (nil, nil): throw Refusal.missing("customer")
    case (_?, _?): throw Refusal.invalid("email", "goes without customer: give one of the two")
    }
    if let owner {
      touch(CustomerEntity.kind, owner.number)
      let subscriber = try Subscriber(
        customer: owner.number,
        contact: owner.contact,
        in: history
      )
      return (subscriber, owner.site)
    }
    guard let holders else { throw Refusal.missing("customer") }
    let contact = try contact(of: holders)
    return (try Subscriber(customer: nil, contact: contact, in: history), site)
  }
}
