import Events
import Model

extension RegisterCustomer {
  /// The order that an account is opened from.
  ///
  /// - Throws: `not_found`, `order_cancelled`, or `order_not_guest`, also for one without e-mail.
  func guestOrder(
    _ reference: OrderReference,
    in context: DecisionContext
  ) throws -> OrderState {
    let order = try context.openOrder(reference)
    guard order.email != nil, let owner = try CustomerState(order.customer, in: context.history),
      !owner.hasAccount
    else {
      throw Refusal(
        .orderNotGuest,
        "Order \(order.number) is no guest's, so that no account can be opened from it.",
        details: ["order": .integer(order.number)]
      )
    }
    return order
  }

  /// The account's e-mail: the order's, or the given one.
  func email(of order: OrderState?) throws(Refusal) -> String {
    switch (order?.email, email) {
    case (let email?, nil): return email
    case (nil, let email?): return email.text
    case (nil, nil): throw .missing("email")
    case (_?, _?): throw .invalid("email", "comes from the order: leave it out beside from_order")
    }
  }

  func accountExists(_ holder: CustomerState) -> Refusal {
    Refusal(
      .accountExists,
      "Customer \(holder.number) has an account with the order's e-mail. Claim the order instead.",
      details: ["customer": .integer(holder.number)]
    )
  }

  /// Gives the order to the new account, whose book gets its addresses; the order's e-mail stays.
  func assign(
    _ order: OrderState,
    to book: inout AddressBook,
    in context: inout DecisionContext
  ) throws {
    context.append(
      OrderAssigned(
        order: order.number,
        from: order.customer,
        to: book.customer,
        site: order.placed.site,
        savedToAddressBook: true
      )
    )
    try context.save(order.copies, to: &book)
  }
}
