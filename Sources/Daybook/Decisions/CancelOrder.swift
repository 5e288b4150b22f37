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
  public static let declaration = Declaration<CancelOrder>(
    "order.cancel",
    "Cancels an order; it is frozen from here.",
    [Field(required: "order", \.order, "The order")],
    empty: { CancelOrder(order: 0) }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `OrderCancelled`; nothing when it is cancelled already.
  ///
  /// Refuses with `order_completed`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.order(order)
    context.touch(state)
    guard !state.isCancelled else { return }
    try context.refuseRemovedOwner(of: state)
    guard !state.isCompleted else {
      throw Refusal(
        .orderCompleted,
        "Order \(state.number) is completed and cannot be cancelled any more.",
        details: ["order": .integer(state.number)]
      )
    }
    context.append(OrderCancelled(order: state.number, customer: state.customer))
  }
}
