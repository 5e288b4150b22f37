import Events
import Model

/// Gives a cart to a customer, as after a login.
///
/// Other open carts of the customer stay (signing in to Kentico drops one of them); the outcome names
/// them, for the shop to offer.
public struct AssignCart: Decision {
  /// The cart.
  public var cart: CartReference
  /// Whose it is from here on.
  public var customer: CustomerReference

  /// A cart for a customer.
  public init(cart: CartReference, customer: CustomerReference) {
    self.cart = cart
    self.customer = customer
  }

  /// The command `cart.assign`.
  public static let declaration = Declaration<AssignCart>(
    "cart.assign",
    "Gives a cart to a customer, as after a login.",
    [
      Field(required: "cart", \.cart, "The cart"),
      Field(required: "customer", \.customer, "The customer"),
    ],
    empty: { AssignCart(cart: 0, customer: 0) }
  )

  /// The cart.
  public var subject: Subject? { .cart(cart) }

  /// Appends `CartAssigned`; nothing when it is theirs already.
  ///
  /// Refuses with `cart_closed`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openCart(cart)
    let owner = try context.customer(customer)
    context.touch(CartEntity.kind, state.number)
    context.touch(CustomerEntity.kind, owner.number)
    let others = try context.openCarts(of: owner.number).filter { $0 != state.number }
    context.extras["other_carts"] = JSON.unlessEmpty(others.map(JSON.integer))
    guard state.customer != owner.number else { return }
    context.append(CartAssigned(cart: state.number, from: state.customer, to: owner.number))
  }
}
