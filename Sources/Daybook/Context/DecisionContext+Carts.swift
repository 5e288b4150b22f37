import Model

/// Carts by number and reference.
extension DecisionContext {
  func cart(_ reference: CartReference) throws -> CartState {
    let found: CartState?
    switch try reference.form() {
    case .number(let number): found = try CartState(number, in: history)
    case .reference(let key):
      found = try number(filed: "cart_reference", key, "reference", CartEntity.kind)
        .flatMap { try CartState($0, in: history) }
    default: found = nil
    }
    guard let found else { throw Refusal.notFound(CartEntity.kind, reference.text) }
    return found
  }

  /// A cart that can still change.
  ///
  /// - Throws: `not_found`, `cart_closed`, or `customer_removed`.
  func openCart(_ reference: CartReference) throws -> CartState {
    let cart = try cart(reference)
    guard cart.isOpen else { throw closed(cart) }
    if let owner = cart.customer { _ = try customer(Reference(owner)) }
    return cart
  }

  /// The numbers of the open carts that a customer has.
  func openCarts(of customer: Int64) throws -> [Int64] {
    try Owned.carts(of: customer, in: history).sorted().filter { number in
      guard let cart = try CartState(number, in: history) else { return false }
      // A cart may have been stated as somebody else's since, which the customer's events do not say.
      return cart.isOpen && cart.customer == customer
    }
  }

  func closed(_ cart: CartState) -> Refusal {
    let end =
      cart.order.map { "became order \($0)" }
      ?? (cart.isErased ? "was erased" : "was too old and is gone")
    return Refusal(
      .cartClosed,
      "Cart \(cart.number) \(end). Make a new one.",
      details: JSONObject(present: [
        ("cart", .integer(cart.number)), ("order", cart.order.map(JSON.integer)),
      ])
    )
  }
}
