import Events
public import Model

/// Gives an order to another customer, as an administrator does who knows whose it is.
///
/// The snapshots stay; the contact e-mail becomes the new owner's. Addresses that waited in a guest's
/// order enter the address book of the account that gets it (as in Drupal Commerce 2).
public struct AssignOrder: Decision {
  /// The order.
  public var order: OrderReference
  /// Who gets it; either this or `guestEmail`.
  public var customer: CustomerReference?
  /// The guest who gets it, found or recorded on the order's site.
  public var guestEmail: EmailAddress?

  /// An order for a customer.
  public init(order: OrderReference, customer: CustomerReference) {
    self.order = order
    self.customer = customer
  }

  /// An order for a guest with an e-mail.
  public init(order: OrderReference, guestEmail: EmailAddress) {
    self.order = order
    self.guestEmail = guestEmail
  }

  private init() {
    order = 0
  }

  /// The command `order.assign`.
  public static let declaration = Declaration<AssignOrder>(
    "order.assign",
    "Gives an order to another customer or guest.",
    [
      Field(required: "order", \.order, "The order"),
      Field("customer", \.customer, "Who gets it"),
      Field("guest_email", \.guestEmail, "The guest who gets it, found or recorded"),
    ],
    empty: { AssignOrder() }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `OrderAssigned`, after the guest it makes known and before what enters the address book;
  /// nothing when it is theirs already.
  ///
  /// Refuses with `order_cancelled`, or with `guest_email_has_account` when the e-mail is an account's
  /// (as Medusa 2 refuses to transfer an order to a guest who is none).
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openOrder(order)
    context.touch(state)
    let owner = try newOwner(of: state, in: &context)
    guard owner.number != state.customer else { return }
    let waiting = owner.hasAccount ? state.waitingSnapshots : []
    context.append(
      OrderAssigned(
        order: state.number,
        from: state.customer,
        to: owner.number,
        site: state.placed.site,
        savedToAddressBook: !waiting.isEmpty,
        email: owner.email
      )
    )
    guard !waiting.isEmpty else { return }
    var book = try AddressBook(of: owner.number, in: context.history)
    try context.save(waiting, to: &book)
  }

  private func newOwner(
    of order: OrderState,
    in context: inout DecisionContext
  ) throws -> OrderOwner {
    switch (customer, guestEmail) {
    case (let customer?, nil): return OrderOwner(try context.customer(customer))
    case (nil, let email?): return try guest(email, site: order.placed.site, in: &context)
    case (nil, nil): throw Refusal.missing("customer")
    case (_?, _?):
      throw Refusal.invalid("guest_email", "goes without customer: give one of the two")
    }
  }

  private func guest(
    _ email: EmailAddress,
    site: String,
    in context: inout DecisionContext
  ) throws -> OrderOwner {
    let holders = try EmailHolders(email.text, site: site, in: context.history)
    if let account = holders.registered {
      throw context.guestHasAccount(account, "Assign the order to that customer instead.")
    }
    if let guest = holders.guest { return OrderOwner(guest) }
    let number = try context.recordGuest(email, site: site, holders)
    return OrderOwner(newGuest: number, site: site, email: email.text)
  }
}
