package import Model

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

  package func answer(from context: QueryContext) throws -> Answer {
    var number: Int64?
    if let customer {
      let found = try context.customer(customer)
      guard try context.document("customers/show", ["customer": .integer(found)]) != nil else {
        throw context.missing(CustomerEntity.kind, customer.text)
      }
      number = found
    }
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

extension OrderStatus: FieldValue {
  package static var fieldKind: FieldKind { .choice(allCases.map(\.rawValue)) }

  package init(field json: JSON) throws(Refusal) {
    guard let text = json.string, let value = OrderStatus(rawValue: text) else {
      throw .invalid("must be one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = value
  }

  package var fieldJSON: JSON { .string(rawValue) }
}
