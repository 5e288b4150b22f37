import Events
import Model

/// Records that an order was paid; when, says `occurred_at`.
///
/// An order that is completed already may still be paid; it stays completed.
public struct MarkOrderPaid: Decision {
  /// The order.
  public var order: OrderReference

  /// The command for an order.
  public init(order: OrderReference) {
    self.order = order
  }

  /// The command `order.mark_paid`.
  public static let declaration = Declaration<MarkOrderPaid>(
    "order.mark_paid",
    "Records that an order was paid.",
    [Field(required: "order", \.order, "The order")],
    empty: { MarkOrderPaid(order: 0) }
  )

  /// The order.
  public var subject: Subject? { .order(order) }

  /// Appends `OrderPaid`; nothing when it is paid already.
  ///
  /// Refuses with `order_cancelled`.
  public func decide(in context: inout DecisionContext) throws {
    let state = try context.openOrder(order)
    context.touch(state)
    guard !state.isPaid else { return }
    context.append(OrderPaid(order: state.number, customer: state.customer))
    guard try context.orderOwner(of: state).hasAccount else { return }
    try context.grantMemberships(state.placed.lines, order: state.number, to: state.customer)
  }
}
