import Events
import Model

extension PlaceOrder {
  /// Names the order that a cart became before.
  func name(_ order: Int64, in context: inout DecisionContext) throws {
    guard let state = try OrderState(order, in: context.history) else {
      throw Refusal.notFound(OrderEntity.kind, "\(order)")
    }
    context.touch(state)
    context.extras["number"] = .string(state.placed.number)
  }

  /// Closes the cart that becomes the order: it must be open, and not somebody else's.
  ///
  /// - Throws: `cart_closed`, or `not_found` for the cart of another account.
  func check(
    _ cart: CartState,
    of owner: Int64,
    in context: DecisionContext
  ) throws {
    guard cart.isOpen else { throw context.closed(cart) }
    guard let holder = cart.customer, holder != owner,
      try CustomerState(holder, in: context.history)?.hasAccount == true
    else { return }
    throw Refusal.notFound(CartEntity.kind, "\(cart.number)")
  }

  /// Pays the order with its owner's credit.
  func pay(
    _ order: Int64,
    _ total: Int64,
    on site: String,
    by owner: OrderOwner,
    in context: inout DecisionContext
  ) throws {
    guard owner.hasAccount else {
      throw Refusal(
        .noAccount,
        "Customer \(owner.number) is a guest, and credit needs an account.",
        details: ["customer": .integer(owner.number)]
      )
    }
    try context.pay(order, total, currency.text, on: site, by: owner.number)
    context.append(OrderPaid(order: order, customer: owner.number))
    try context.grantMemberships(lines.map(\.fieldJSON), order: order, to: owner.number)
  }
}
