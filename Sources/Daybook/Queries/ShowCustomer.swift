import Model

/// `customer show`: everything kept on one customer.
package struct ShowCustomer: Query {
  var customer: CustomerReference

  package static let declaration = Declaration(
    "customer.show",
    "Shows one customer.",
    [Field(required: "customer", \.customer, "The customer")],
    empty: { ShowCustomer(customer: 0) }
  )

  package var entity: QueriedEntity? { .customer(customer) }
  package static let readModels: [String]? = [
    "customers", "profiles", "groups", "memberships", "roles", "credits",
  ]

  package func answer(from context: QueryContext) throws -> Answer {
    let number = try context.customer(customer)
    let row = try context.document(
      "customers/show",
      ["customer": .integer(number), "now": .string(context.now.text)]
    )
    guard let row else { throw Refusal.notFound("customer", customer.text) }
    return .document(row)
  }
}
