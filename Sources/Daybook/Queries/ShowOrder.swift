import Model

/// `order show`: an order with its copies of addresses, as they are and as they were.
package struct ShowOrder: Query {
  var order: OrderReference

  package static let declaration = Declaration(
    "order.show",
    "Shows an order with its addresses, now and when it was placed.",
    [Field(required: "order", \.order, "The order")],
    empty: { ShowOrder(order: 0) }
  )

  package var entity: QueriedEntity? { .order(order) }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.order(order)
    guard let row = try context.orderDocument(number) else {
      throw Refusal.notFound("order", order.text)
    }
    return .document(row)
  }
}
