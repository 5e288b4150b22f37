import Model

/// `order list`: newest first.
package struct ListOrders: Query {
  var customer: CustomerReference?
  var statuses: [OrderStatus] = []
  var page = Page()

  package static let declaration = Declaration(
    "order.list",
    "Lists orders, newest first.",
    [
      Field("customer", \.customer, "Only this customer's"),
      Field("status", \.statuses, "Only orders with these statuses"),
      Field("limit", \.page.limit, "At most so many"),
      Field("offset", \.page.offset, "Leave out the first so many"),
    ],
    empty: { ListOrders() }
  )

  package var emptyRow: String {
    #"""
    {"order":null,"number":null,"site":null,"customer":null,"email":null,"status":null,\#
    "currency":null,"total":null,"placed_at":null}
    """#
  }

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try customer.map { try context.customer($0) }
    return try context.list(
      "orders",
      plural: "orders",
      [
        "customer": JSON(number),
        "statuses": JSON.unlessEmpty(statuses.map(\.fieldJSON)) ?? .null,
        "site": JSON(context.site?.text),
      ],
      page
    )
  }
}

/// How an order stands.
package enum OrderStatus: String, Sendable, CaseIterable {
  case placed, paid, completed, cancelled
}

extension OrderStatus: Choice {}
