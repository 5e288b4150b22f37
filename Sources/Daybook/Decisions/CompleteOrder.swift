import Events
import Model

/// Records that nothing is left to be done for an order; it may be paid or not.
public struct CompleteOrder: Decision {
  /// The order.
  public var order: OrderReference

  /// The command for an order.
  public init(order: OrderReference) {
    self.order = order
  }

  /// The command `order.complete`.
  public static let declaration = Declaration<CompleteOrder>(
    "order.complete",
    "Records that nothing is left to be done for an order.",
    [Field(required: "order", \.order, "The order")],
    empty: { CompleteOrder(order: 0) }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `OrderCompleted`; nothing when it is completed already.
  ///
  /// Refuses with `order_cancelled`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openOrder(order)
    context.touch(state)
    guard !state.isCompleted else { return }
    context.append(OrderCompleted(order: state.number, customer: state.customer))
  }
}
