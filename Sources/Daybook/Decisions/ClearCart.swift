import Events
import Model

/// Empties a cart; it stays its customer's.
public struct ClearCart: Decision {
  /// The cart.
  public var cart: CartReference

  /// The emptying of a cart.
  public init(cart: CartReference) {
    self.cart = cart
  }

  /// The command `cart.clear`.
  public static let declaration = Declaration<ClearCart>(
    "cart.clear",
    "Empties a cart.",
    [
      Field(required: "cart", \.cart, "The cart")
    ],
    empty: { ClearCart(cart: 0) }
  )

  /// The cart.
  public var subject: Subject? { .cart(cart) }

  /// Appends `CartCleared`; nothing when it is empty.
  ///
  /// Refuses with `cart_closed`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openCart(cart)
    context.touch(CartEntity.kind, state.number)
    guard !state.content.lines.isEmpty else { return }
    context.append(CartCleared(cart: state.number, customer: state.customer))
  }
}
