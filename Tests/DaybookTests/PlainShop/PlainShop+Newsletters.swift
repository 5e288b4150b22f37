import Model

extension PlainShop {
  /// Who is meant: a customer, or a contact that is nobody's.
  private mutating func subscriber(
    _ c: PlainCommand
  ) throws -> (contact: Int64, customer: Int64?) {
    var no = PlainRefusal()
    no.note("field_missing", if: c["customer"].isNull && c["email"].isNull)
    no.note("field_invalid", if: !c["customer"].isNull && !c["email"].isNull)
    let email = no.noting { try c.email("email") } ?? .null
    let named = c["customer"].isNull ? nil : no.noting { try self.customer(c["customer"], c.site) }
    try no.stop()
    let customer =
      named ?? holder(email, c.site, hasAccount: true) ?? holder(email, c.site, hasAccount: false)
    if let customer { return (customers[customer].contact, customer) }
    return (self.contact(email, c.site), nil)
  }

  private func isTo(_ customer: Int64, _ subscription: PlainSubscription) -> Bool {
    subscription.customer == customer
      || (subscription.customer == nil && subscription.contact == customers[customer].contact)
  }

  /// The lists that a customer gets, by code.
  func lists(of customer: Int64) -> [String] {
    Set(subscriptions.filter { isTo(customer, $0) }.map(\.list)).sorted()
  }

  mutating func subscribe(
    _ customer: Int64,
    to list: String,
    at time: Instant,
    giver: Int64? = nil
  ) {
    subscriptions.append(
      PlainSubscription(
        list: list,
        contact: customers[customer].contact,
        customer: customer,
        since: time,
        giver: giver
      )
    )
  }

  mutating func subscribe(_ c: PlainCommand) throws {
    let list = c["list"].string ?? ""
    let (contact, customer) = try subscriber(c)
    if let customer {
      if !lists(of: customer).contains(list) { subscribe(customer, to: list, at: c.occurredAt) }
      return
    }
    let isThere = subscriptions.contains {
      $0.list == list && $0.customer == nil && $0.contact == contact
    }
    if isThere { return }
    subscriptions.append(
      PlainSubscription(list: list, contact: contact, customer: nil, since: c.occurredAt)
    )
  }

  mutating func unsubscribe(_ c: PlainCommand) throws {
    let list = c["list"].string ?? ""
    let contacts = self.contacts
    let (contact, customer) = try subscriber(c)
    if let customer { return unsubscribe(customer, from: list) }
    subscriptions.removeAll { $0.list == list && $0.customer == nil && $0.contact == contact }
    // Who asks for nothing more need not be remembered.
    self.contacts = contacts
  }

  mutating func unsubscribe(_ customer: Int64, from list: String) {
    let gone = subscriptions.filter { $0.list == list && isTo(customer, $0) }
    subscriptions.removeAll { gone.contains($0) }
  }

  /// The rows of `newsletter.list`, in any order.
  func shownSubscriptions() -> [JSON] {
    var rows: [JSON] = []
    for subscription in subscriptions {
      var customer = subscription.customer
      if let customer, !customers[customer].isPresent { continue }
      if customer == nil {
        let having = customers.numbers { $0.contact == subscription.contact && $0.isPresent }
        customer = having.first { customers[$0].hasAccount } ?? having.first
      }
      rows.append([
        "list": .string(subscription.list), "customer": JSON(customer),
        "email": customer.map { customers[$0].email } ?? contacts[subscription.contact][1],
        "subscribed_at": .string(subscription.since.text),
      ])
    }
    return rows
  }
}
