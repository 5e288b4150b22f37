import Events
import Model

/// Cancels an order; it is frozen from here.
public struct CancelOrder: Decision {
  /// The order.
  public var order: OrderReference

  /// The cancellation of an order.
  public init(order: OrderReference) {
    self.order = order
  }

  /// The command `order.cancel`.
  public static let declaration = Declaration(
    "order.cancel",
    "Cancels an order; it is frozen from here.",
    [Field(required: "order", \.order, "The order")],
    empty: { CancelOrder(order: 0) }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `OrderCancelled`; nothing when it is cancelled already.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.order(order)
    context.touch(CustomerEntity.kind, state.customer)
    context.touch(OrderEntity.kind, state.number)
    guard !state.isCancelled else { return }
    context.append(OrderCancelled(order: state.number, customer: state.customer))
  }
}
