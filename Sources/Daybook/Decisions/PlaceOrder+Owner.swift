import Events
import Model

/// Whose order it is, as far as placing it needs to know.
struct OrderOwner {
  let number: Int64
  let site: String
  let email: String?
  let hasAccount: Bool

  init(_ customer: CustomerState) {
    number = customer.number
    site = customer.site
    email = customer.email
    // What a removed customer had is out of view: nothing enters the address book.
    hasAccount = customer.hasAccount && !customer.isRemoved
  }

  /// A guest who is recorded by the same command.
  init(newGuest number: Int64, site: String, email: String) {
    self.init(newCustomer: number, site: site, email: email, hasAccount: false)
  }

  /// A customer who becomes known by the same command, by nothing but an e-mail.
  init(newCustomer number: Int64, site: String, email: String, hasAccount: Bool) {
    self.number = number
    self.site = site
    self.email = email
    self.hasAccount = hasAccount
  }
}

extension PlaceOrder {
  /// The owner that the command names, by customer or by e-mail.
  ///
  /// Refuses with `customer_required`, `customer_removed`, `customer_disabled`,
  /// `guest_checkout_disabled`.
  func owner(_ cart: CartState?, in context: inout DecisionContext) throws -> OrderOwner {
    let owner = try owner(
      customer: customer ?? (email == nil ? cart?.customer.map { Reference($0) } : nil),
      email: email ?? cart?.content.email.map(EmailAddress.init(unchecked:)),
      in: &context
    )
    if let cart { try check(cart, of: owner.number, in: context) }
    return owner
  }

  private func owner(
    customer: CustomerReference?,
    email: EmailAddress?,
    in context: inout DecisionContext
  ) throws -> OrderOwner {
    if let customer {
      let state = try context.customer(customer)
      try context.refuseDisabled(state, to: "order")
      let owner = OrderOwner(state)
      try refuseGuest(owner.hasAccount, on: context.provenance.site?.text ?? owner.site, &context)
      return owner
    }
    guard let email else {
      throw Refusal(.customerRequired, "An order needs a customer or an e-mail.")
    }
    let holders = try context.holders(of: email)
    let known = try account(among: holders, &context) ?? holders.guest
    try refuseGuest(known?.hasAccount ?? false, on: context.site, &context)
    if try opensAccount(holders, known, &context) {
      return try newAccount(email, holders, &context)
    }
    if let known {
      try context.refuseDisabled(known, to: "order")
      return OrderOwner(known)
    }
    let number = try context.recordGuest(email, site: context.site, holders)
    return OrderOwner(newGuest: number, site: context.site, email: email.text)
  }

  /// The account that an order goes to which names nothing but an e-mail.
  ///
  /// At checkout nobody has logged in, so that it is a guest's, unless the site wants otherwise; an
  /// account that is disabled gets none then. On every other channel somebody of the shop chose it.
  private func account(
    among holders: EmailHolders,
    _ context: inout DecisionContext
  ) throws -> CustomerState? {
    guard let account = holders.registered else { return nil }
    guard context.provenance.channel == .checkout else { return account }
    return try context.settings(of: context.site).attachesByEmail && !account.isDisabled
      ? account : nil
  }

  /// Whether the site opens an account for the guest: for a first order, and when nobody has the
  /// e-mail (as Kentico's automatic registration).
  ///
  /// Imported history opens none.
  private func opensAccount(
    _ holders: EmailHolders,
    _ known: CustomerState?,
    _ context: inout DecisionContext
  ) throws -> Bool {
    guard holders.registered == nil, context.provenance.channel != .import,
      try context.settings(of: context.site).opensAccounts
    else { return false }
    guard let guest = known else { return true }
    let placed = EventTypes(OrderPlaced.self)
    return try !guest.isDisabled
      && context.history.lastEvent(placed, tagged: "customer:\(guest.number)") == nil
      && Owned.orders(of: guest.number, in: context.history).isEmpty
  }

  private func newAccount(
    _ email: EmailAddress,
    _ holders: EmailHolders,
    _ context: inout DecisionContext
  ) throws -> OrderOwner {
    let number = try context.number(of: CustomerEntity.kind)
    context.append(
      CustomerRegistered(
        customer: number,
        site: context.site,
        contact: try context.contact(of: holders),
        email: email.text
      )
    )
    return OrderOwner(
      newCustomer: number,
      site: context.site,
      email: email.text,
      hasAccount: true
    )
  }
}
